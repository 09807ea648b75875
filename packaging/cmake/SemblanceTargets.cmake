# The one place for compiler flags and for how a room of the house, a program or a test is declared.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

find_program(SEMBLANCE_CCACHE ccache)
if(SEMBLANCE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SEMBLANCE_CCACHE})
endif()

set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(semblance_common INTERFACE)
target_compile_features(semblance_common INTERFACE cxx_std_20)
target_include_directories(semblance_common INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(semblance_common INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_NO_KEYWORDS QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS SEMBLANCE_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(semblance_common INTERFACE /W4 /utf-8 /permissive-
        $<$<BOOL:${SEMBLANCE_WARNINGS_AS_ERRORS}>:/WX>)
    target_compile_definitions(semblance_common INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN _CRT_SECURE_NO_WARNINGS)
else()
    target_compile_options(semblance_common INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
        -Woverloaded-virtual $<$<BOOL:${SEMBLANCE_WARNINGS_AS_ERRORS}>:-Werror>)
endif()
if(SEMBLANCE_SANITIZE)
    target_compile_options(semblance_common INTERFACE -fsanitize=${SEMBLANCE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(semblance_common INTERFACE -fsanitize=${SEMBLANCE_SANITIZE})
endif()

# semblance_library(NAME SOURCES files... [DEPS targets seen by users...] [PRIVATE_DEPS targets kept inside...])
function(semblance_library NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
    add_library(${NAME} STATIC ${ARG_SOURCES})
    target_link_libraries(${NAME} PUBLIC semblance_common ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
endfunction()

# semblance_program(NAME SOURCES files... DEPS targets...): an executable in build/<preset>/bin
function(semblance_program NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
    add_executable(${NAME} ${ARG_SOURCES})
    target_link_libraries(${NAME} PRIVATE semblance_common ${ARG_DEPS})
endfunction()

# What the core label needs and nothing more: enough for a run under the sanitizers.
add_custom_target(core_tests)

# semblance_test(NAME LABEL core|children|ui|slow|bench SOURCES files... DEPS targets... [TIMEOUT seconds])
# One Qt Test executable. It always runs offscreen, in English, with the C locale's numbers.
function(semblance_test NAME)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;DEPS" ${ARGN})
    add_executable(${NAME} ${ARG_SOURCES})
    target_link_libraries(${NAME} PRIVATE semblance_common Qt6::Test ${ARG_DEPS})
    target_compile_definitions(${NAME} PRIVATE
        SEMBLANCE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        SEMBLANCE_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared"
        SEMBLANCE_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(ARG_LABEL STREQUAL "core")
        add_dependencies(core_tests ${NAME})
    endif()
    add_test(NAME ${NAME} COMMAND ${NAME})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    # Qt Test's own limit of 5 minutes a function gives way to this one: a busy machine is no failure.
    set_tests_properties(${NAME} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000;QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8;LANGUAGE=en;OMP_WAIT_POLICY=passive")
endfunction()
