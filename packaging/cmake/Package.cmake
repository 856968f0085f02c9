# SPDX-FileCopyrightText: 2026 The Brera authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and the Debian package: `cpack -G DEB` in the build folder.
include(GNUInstallDirs)
install(TARGETS brera brera-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY resources/demo resources/classes DESTINATION ${CMAKE_INSTALL_DATADIR}/brera)
install(FILES resources/icons/brera.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES resources/desktop/brera.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/desktop/brera.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES resources/desktop/brera.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Brera authors <brera@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no linker sees: the fast BLAS, the dictionary, the demo's fonts, drawings and platforms of Qt.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libopenblas0-pthread, wordnet-base, fonts-dejavu-core, fonts-inter, fonts-noto-color-emoji, libqt6svg6, qt6-qpa-plugins")
include(CPack)
