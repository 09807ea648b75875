# How a test is declared. The tests of a folder with the same label share one program, since linking cost more than
# compiling them; each is still an entry of ctest and runs in a process of its own (tests/testmain.h).

# What the core label needs and nothing more: enough for a run under the sanitizers.
add_custom_target(core_tests)
# The tests of the rooms with threads, for the thread sanitizer: in ctest they have the label threads, too.
add_custom_target(thread_tests)

# semblance_test(NAME LABEL core|children|ui|slow|bench SOURCES files... DEPS targets... [TIMEOUT seconds] [ALONE])
# NAME is the name of the source with the test class, which ends with one of the macros of tests/testmain.h.
# ALONE: a program of its own, NAME, with a main of its own. Benchmarks always are: nothing foreign in their process.
# It always runs offscreen, in English, with the C locale's numbers. `NAME` builds the program and what was added to
# NAME by add_dependencies().
function(semblance_test NAME)
    cmake_parse_arguments(ARG "ALONE" "LABEL;TIMEOUT" "SOURCES;DEPS" ${ARGN})
    semblance_kind(kind ${ARG_DEPS})
    if(ARG_ALONE OR ARG_LABEL STREQUAL "bench")
        semblance_test_program(${NAME} "${kind}")
        add_test(NAME ${NAME} COMMAND ${NAME})
        set(program ${NAME})
    else()
        semblance_shared_program(program ${ARG_LABEL} "${kind}")
        if(NOT TARGET ${program})
            semblance_test_program(${program} "${kind}")
            target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests/testmain.cpp)
        endif()
        add_custom_target(${NAME})
        add_dependencies(${NAME} ${program})
        add_test(NAME ${NAME} COMMAND ${program} ${NAME})
    endif()
    target_sources(${program} PRIVATE ${ARG_SOURCES})
    target_link_libraries(${program} PRIVATE ${ARG_DEPS})
    if("Qt6::Network" IN_LIST ARG_DEPS)
        # <QTest> holds more with it than in the precompiled header.
        set_target_properties(${program} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
    endif()
    if(ARG_LABEL STREQUAL "core")
        add_dependencies(core_tests ${NAME})
        if(CMAKE_CURRENT_SOURCE_DIR MATCHES "tests/core/(base|catalogue|index|library|remote|store)")
            add_dependencies(thread_tests ${NAME})
            list(APPEND ARG_LABEL threads)
        endif()
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(SEMBLANCE_SANITIZE)
        math(EXPR ARG_TIMEOUT "5 * ${ARG_TIMEOUT}")  # so much slower is the thread sanitizer
    endif()
    # Qt Test's own limit of 5 minutes a function gives way to this one: a busy machine is no failure.
    set_tests_properties(${NAME} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000;QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8;LANGUAGE=en;OMP_WAIT_POLICY=passive")
endfunction()

# An executable in build/<preset>/tests, as yet without sources. KIND: as of semblance_kind().
function(semblance_test_program NAME KIND)
    add_executable(${NAME})
    target_link_libraries(${NAME} PRIVATE semblance_common Qt6::Test Qt6::Gui)
    target_compile_definitions(${NAME} PRIVATE
        SEMBLANCE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        SEMBLANCE_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared"
        SEMBLANCE_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(KIND STREQUAL "torch")
        target_link_libraries(${NAME} PRIVATE SemblanceDep::torch)
    elseif(KIND STREQUAL "widgets")
        target_link_libraries(${NAME} PRIVATE Qt6::Widgets)
    endif()
    semblance_use_precompiled(${NAME} ${KIND}test)
endfunction()

# Of this folder, label and kind: tests_core_base, tests_core_train_children, tests_children_torch. Those of the torch
# and widgets kinds are apart, so that no other test waits for these libraries to load.
function(semblance_shared_program VARIABLE LABEL KIND)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
    string(REPLACE "/" ";" words "${folder}")
    foreach(word IN ITEMS ${LABEL} ${KIND})
        if(NOT word IN_LIST words)
            list(APPEND words ${word})
        endif()
    endforeach()
    list(JOIN words "_" name)
    set(${VARIABLE} tests_${name} PARENT_SCOPE)
endfunction()
