# SPDX-FileCopyrightText: 2026 The Brera authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A room is a folder with one static library. Its headers are seen as "ROOM/header.h", through a link of its
# own in the build tree, only by targets that link it: an include against the direction of the house fails to
# compile.

# brera_room(NAME [TORCH] SOURCES … [PUBLIC …] [PRIVATE …])
function(brera_room name)
    cmake_parse_arguments(ROOM "TORCH" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(root ${CMAKE_BINARY_DIR}/rooms/${folder})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${folder} SYMBOLIC)

    add_library(brera_${name} STATIC ${ROOM_SOURCES})
    add_library(brera::${name} ALIAS brera_${name})
    target_include_directories(brera_${name} PUBLIC ${root})
    target_link_libraries(brera_${name} PUBLIC ${ROOM_PUBLIC} PRIVATE brera_flags ${ROOM_PRIVATE})
    set_target_properties(brera_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if(ROOM_TORCH)
        brera_use_torch(brera_${name})
    endif()
endfunction()

# Compile a target against LibTorch, with the shared precompiled header.
function(brera_use_torch target)
    target_link_libraries(${target} PRIVATE brera_torch)
    target_precompile_headers(${target} REUSE_FROM brera_torch_pch)
    # A program's own -fPIE would not match the precompiled header's -fPIC.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE -fPIC)
endfunction()
