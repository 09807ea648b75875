# Headers compiled once for many files. Which set a target uses follows from what it links; each lies in
# precompiled/KIND.h and is compiled when the first target asks for it. They save time and nothing else: every file
# includes what it uses, which the build of .ci/run with clang proves, where they are off.

set(SEMBLANCE_PRECOMPILED_qt_DEPS Qt6::Core SemblanceDep::expected)
set(SEMBLANCE_PRECOMPILED_torch_DEPS ${SEMBLANCE_PRECOMPILED_qt_DEPS} SemblanceDep::torch)
set(SEMBLANCE_PRECOMPILED_widgets_DEPS ${SEMBLANCE_PRECOMPILED_qt_DEPS} Qt6::Widgets)
set(SEMBLANCE_PRECOMPILED_test_DEPS ${SEMBLANCE_PRECOMPILED_qt_DEPS} Qt6::Gui Qt6::Test)
set(SEMBLANCE_PRECOMPILED_torchtest_DEPS ${SEMBLANCE_PRECOMPILED_test_DEPS} SemblanceDep::torch)
set(SEMBLANCE_PRECOMPILED_widgetstest_DEPS ${SEMBLANCE_PRECOMPILED_test_DEPS} Qt6::Widgets)
set(SEMBLANCE_PRECOMPILED_DIR ${CMAKE_CURRENT_LIST_DIR}/precompiled)

# semblance_use_precompiled(TARGET qt|torch|widgets|test|torchtest|widgetstest)
function(semblance_use_precompiled TARGET KIND)
    if(NOT SEMBLANCE_PRECOMPILED OR MSVC)
        return()
    endif()
    set(precompiled semblance_precompiled_${KIND})
    if(NOT TARGET ${precompiled})
        add_library(${precompiled} OBJECT ${SEMBLANCE_PRECOMPILED_DIR}/precompiled.cpp)
        target_link_libraries(${precompiled} PRIVATE semblance_common ${SEMBLANCE_PRECOMPILED_${KIND}_DEPS})
        target_precompile_headers(${precompiled} PRIVATE ${SEMBLANCE_PRECOMPILED_DIR}/${KIND}.h)
        set_target_properties(${precompiled} PROPERTIES AUTOMOC OFF AUTORCC OFF)
        semblance_alike_everywhere(${precompiled} ${KIND})
    endif()
    target_precompile_headers(${TARGET} REUSE_FROM ${precompiled})
    semblance_alike_everywhere(${TARGET} ${KIND})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${TARGET} PRIVATE -fpch-preprocess)  # for ccache
    endif()
    # What moc makes of a room with libtorch is as good as empty, and reading that header takes a second.
    if(KIND STREQUAL "torch")
        set_property(SOURCE ${CMAKE_CURRENT_BINARY_DIR}/${TARGET}_autogen/mocs_compilation.cpp
            PROPERTY SKIP_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# What a precompiled header and its users must have in common.
function(semblance_alike_everywhere TARGET KIND)
    if(KIND MATCHES "test")
        # Qt Test has the target's folders in macros, for QFINDTESTDATA, which no test here uses.
        target_compile_options(${TARGET} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    endif()
endfunction()
