# Packages by CPack: cpack --config build/release/CPackConfig.cmake -G DEB (Linux) | NSIS (Windows) | DragNDrop (macOS).
# packaging/release.sh makes all that can be made on the machine it runs on.
set(CPACK_PACKAGE_NAME semblance)
set(CPACK_PACKAGE_VENDOR "The Semblance contributors")
set(CPACK_PACKAGE_CONTACT ${SEMBLANCE_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds pictures by a picture plus a sentence")
set(CPACK_PACKAGE_DESCRIPTION "Semblance finds pictures in your own folders by a reference picture plus a
sentence that says what should be different: this palace, at night. Words
alone and a picture alone work, too. Everything is computed on your own
computer: no part of Semblance opens an internet connection, and no photo
is ever changed.")
if(SEMBLANCE_HOMEPAGE)
    set(CPACK_PACKAGE_HOMEPAGE_URL ${SEMBLANCE_HOMEPAGE})
endif()
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
# One package; a CUDA engine alone makes one that stands beside it.
set(CPACK_COMPONENTS_ALL desktop engine)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_NAME semblance)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${TORCH_INSTALL_PREFIX}/lib")
# xz takes minutes of a processor; apt on Debian 12 and Ubuntu knows both.
set(CPACK_DEBIAN_COMPRESSION_TYPE zstd)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# Loaded by Qt and by the codecs at run time, so that no linker knows of them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-image-formats-plugins, libqt6svg6, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, qt6-wayland, xdg-user-dirs, tesseract-ocr-eng, tesseract-ocr-deu")
if(SEMBLANCE_ENGINE STREQUAL "cuda")
    set(CPACK_COMPONENTS_ALL engine)
    set(CPACK_DEBIAN_PACKAGE_NAME semblance-engine-cuda)
    set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "engine of Semblance for NVIDIA cards")
    set(CPACK_DEBIAN_PACKAGE_DEPENDS "semblance (= ${PROJECT_VERSION})")
    unset(CPACK_DEBIAN_PACKAGE_RECOMMENDS)
endif()

include(CPack)
