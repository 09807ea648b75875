# The one place for compiler and linker flags, for ccache and for precompiled headers.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

option(SEMBLANCE_PRECOMPILED "Precompile the headers of Qt, libtorch and the standard library" ON)
# With a compiler that .ci/run builds with there are no warnings, so that the flag costs nobody anything, and what
# packaging/run.sh compiled is the very thing that packaging/test.sh wants. Another compiler may know of more.
set(known_compiler OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\.")
        OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^14\\."))
    set(known_compiler ON)
endif()
option(SEMBLANCE_WARNINGS_AS_ERRORS "Treat warnings as errors; by default with the compilers of .ci/run" ${known_compiler})
set(SEMBLANCE_LINKER "" CACHE STRING "Another linker, mold or lld; the compiler's own where it is not there")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

# What another clone on this machine has compiled is as good: paths below the clone are taken relative to it, and
# only debug information still names its folder. Precompiled headers need the sloppiness. An empty
# -DCMAKE_CXX_COMPILER_LAUNCHER= builds without ccache.
find_program(SEMBLANCE_CCACHE ccache)
find_program(SEMBLANCE_ENV env)
if(SEMBLANCE_CCACHE AND SEMBLANCE_ENV AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SEMBLANCE_ENV} CCACHE_SLOPPINESS=pch_defines,time_macros
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SEMBLANCE_CCACHE})
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

# Hardening; tests/app/hardening reads it back from the four programs. The sanitizers bring checks of their own, and
# _FORTIFY_SOURCE needs an optimised build.
if(SEMBLANCE_SANITIZE)
    target_compile_options(semblance_common INTERFACE -fsanitize=${SEMBLANCE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(semblance_common INTERFACE -fsanitize=${SEMBLANCE_SANITIZE})
elseif(NOT MSVC)
    include(CheckPIESupported)
    check_pie_supported()
    target_compile_definitions(semblance_common INTERFACE _GLIBCXX_ASSERTIONS)
    target_compile_options(semblance_common INTERFACE
        $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=3>)
    foreach(flag stack-protector-strong stack-clash-protection cf-protection)
        check_cxx_compiler_flag(-f${flag} SEMBLANCE_HAS_${flag})
        if(SEMBLANCE_HAS_${flag})
            target_compile_options(semblance_common INTERFACE -f${flag})
        endif()
    endforeach()
    check_linker_flag(CXX -Wl,-z,relro,-z,now SEMBLANCE_HAS_relro)
    if(SEMBLANCE_HAS_relro)
        target_link_options(semblance_common INTERFACE -Wl,-z,relro,-z,now)
    endif()
endif()

if(SEMBLANCE_LINKER)
    check_linker_flag(CXX -fuse-ld=${SEMBLANCE_LINKER} SEMBLANCE_HAS_${SEMBLANCE_LINKER})
    if(SEMBLANCE_HAS_${SEMBLANCE_LINKER})
        target_link_options(semblance_common INTERFACE -fuse-ld=${SEMBLANCE_LINKER})
    else()
        message(STATUS "The linker ${SEMBLANCE_LINKER} is not there; linking with the compiler's own.")
    endif()
endif()
