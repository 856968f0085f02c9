# SPDX-FileCopyrightText: 2026 The Brera authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler flags, ccache and mold. Every target links brera_flags.
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(BRERA_CCACHE ccache)
if(BRERA_CCACHE)
    # Precompiled headers need these two words to be cached at all.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${BRERA_CCACHE})
endif()
find_program(BRERA_MOLD mold)
if(BRERA_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=mold)
endif()

if(BRERA_SANITIZE)
    add_compile_options(-fsanitize=${BRERA_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${BRERA_SANITIZE})
endif()

add_library(brera_flags INTERFACE)
target_compile_options(brera_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion
    $<$<BOOL:${BRERA_WERROR}>:-Werror>
    $<$<BOOL:${BRERA_CCACHE}>:-fpch-preprocess>)
target_compile_definitions(brera_flags INTERFACE BRERA_VERSION="${PROJECT_VERSION}")
