# What is installed where. Everything is found from the programs' own place, so that an installation can be moved:
#
#                     Linux                   Windows            macOS
#   for people        bin                     bin                Semblance.app/Contents/MacOS
#   child programs    libexec/semblance       bin                Semblance.app/Contents/MacOS
#   libtorch          lib/semblance           bin                Semblance.app/Contents/Frameworks
#   resources         share/semblance         share/semblance    Semblance.app/Contents/Resources
#
# Components: desktop (the window, the command line, the decoder and what they need), engine (with libtorch). An engine
# for NVIDIA cards (SEMBLANCE_ENGINE=cuda) is a package beside the other, in libexec/semblance/cuda.
include(GNUInstallDirs)

# The version's one place is project(); vcpkg wants it in a file of its own.
file(READ ${PROJECT_SOURCE_DIR}/vcpkg.json manifest)
string(JSON manifest_version GET "${manifest}" version-string)
if(NOT manifest_version STREQUAL PROJECT_VERSION)
    message(FATAL_ERROR "vcpkg.json says version ${manifest_version}, CMakeLists.txt ${PROJECT_VERSION}.")
endif()

set(SEMBLANCE_ENGINE cpu CACHE STRING "Which engine the package holds: cpu, or cuda beside a cpu one")
if(WIN32)
    set(programs bin)
    set(children bin)
    set(torch bin)
    set(data share/semblance)
    set(notices share/doc)
elseif(APPLE)
    set(contents Semblance.app/Contents)
    set(programs ${contents}/MacOS)
    set(children ${contents}/MacOS)
    set(torch ${contents}/Frameworks)
    set(data ${contents}/Resources)
    set(notices ${contents}/Resources/doc)
    set(CMAKE_INSTALL_RPATH "@executable_path/../Frameworks")
else()
    set(programs ${CMAKE_INSTALL_BINDIR})
    set(children libexec/semblance)
    set(torch lib/semblance)
    if(SEMBLANCE_ENGINE STREQUAL "cuda")
        set(children libexec/semblance/cuda)
        set(torch lib/semblance/cuda)
    endif()
    set(data ${CMAKE_INSTALL_DATADIR}/semblance)
    set(notices ${CMAKE_INSTALL_DATADIR}/doc/semblance)
endif()

if(NOT WIN32 AND NOT APPLE)
    # Where a bundle keeps every library, and a package libtorch alone.
    set_target_properties(semblance semblance-cli PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/semblance")
    set_target_properties(semblance-decoder semblance-ocr PROPERTIES INSTALL_RPATH "$ORIGIN/../../lib/semblance")
    if(SEMBLANCE_WITH_TORCH)
        if(SEMBLANCE_ENGINE STREQUAL "cuda")
            set_target_properties(semblance-engine PROPERTIES INSTALL_RPATH "$ORIGIN/../../../lib/semblance/cuda")
        else()
            set_target_properties(semblance-engine PROPERTIES INSTALL_RPATH "$ORIGIN/../../lib/semblance")
        endif()
    endif()
endif()

install(TARGETS semblance semblance-cli RUNTIME DESTINATION ${programs} COMPONENT desktop)
install(TARGETS semblance-decoder semblance-ocr RUNTIME DESTINATION ${children} COMPONENT desktop)
foreach(folder demo models suggestions words classes places)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/${folder} DESTINATION ${data} COMPONENT desktop
        PATTERN "*.py" EXCLUDE)
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/THIRD-PARTY.md DESTINATION ${notices} COMPONENT desktop)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/LICENSE DESTINATION ${notices} RENAME LICENSE.lucide
    COMPONENT desktop)

if(SEMBLANCE_WITH_TORCH)
    install(TARGETS semblance-engine RUNTIME DESTINATION ${children} COMPONENT engine)
    # Of libtorch what the engine loads, and nothing else: neither Python's part nor what is for tests. GNU's OpenMP is
    # the system's. A library without the names for debuggers is a quarter smaller.
    set(torch_libraries ${CMAKE_SHARED_LIBRARY_PREFIX}c10 ${CMAKE_SHARED_LIBRARY_PREFIX}torch ${CMAKE_SHARED_LIBRARY_PREFIX}torch_cpu)
    if(SEMBLANCE_ENGINE STREQUAL "cuda")
        list(APPEND torch_libraries ${CMAKE_SHARED_LIBRARY_PREFIX}c10_cuda ${CMAKE_SHARED_LIBRARY_PREFIX}torch_cuda)
    endif()
    foreach(library IN LISTS torch_libraries)
        set(file ${TORCH_INSTALL_PREFIX}/lib/${library}${CMAKE_SHARED_LIBRARY_SUFFIX})
        install(FILES ${file} DESTINATION ${torch} COMPONENT engine)
        if(UNIX AND CMAKE_STRIP)
            install(CODE "execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-unneeded
                \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${torch}/${library}${CMAKE_SHARED_LIBRARY_SUFFIX}\" COMMAND_ERROR_IS_FATAL ANY)"
                COMPONENT engine)
        endif()
    endforeach()
    file(GLOB torch_licences ${TORCH_INSTALL_PREFIX}/../torch-*.dist-info/licenses)
    if(torch_licences)
        list(GET torch_licences 0 torch_licences)
        install(DIRECTORY ${torch_licences}/ DESTINATION ${notices}/libtorch COMPONENT engine)
    endif()
endif()

if(APPLE)
    configure_file(${PROJECT_SOURCE_DIR}/packaging/macos/Info.plist.in ${PROJECT_BINARY_DIR}/Info.plist @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/Info.plist DESTINATION ${contents} COMPONENT desktop)
elseif(UNIX)
    add_subdirectory(packaging/linux)
endif()
include(SemblancePackages)
