# SPDX-FileCopyrightText: 2026 The Brera authors
# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Torch REQUIRED)

# LibTorch as a system library: its headers are not ours to warn about.
add_library(brera_torch INTERFACE)
target_link_libraries(brera_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(brera_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

file(WRITE ${CMAKE_BINARY_DIR}/torch_pch.cpp "// precompiled header host\n")
add_library(brera_torch_pch OBJECT ${CMAKE_BINARY_DIR}/torch_pch.cpp)
target_link_libraries(brera_torch_pch PRIVATE brera_torch brera_flags)
target_precompile_headers(brera_torch_pch PRIVATE <torch/script.h> <torch/torch.h>)
set_target_properties(brera_torch_pch PROPERTIES POSITION_INDEPENDENT_CODE ON)

if(BRERA_COMPUTE_ONLY)
    return()
endif()
find_package(OpenCV REQUIRED COMPONENTS core imgcodecs imgproc)
find_package(SQLiteCpp REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Freetype REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg PrintSupport Concurrent Test LinguistTools)
find_package(QCustomPlotQt6 REQUIRED)
