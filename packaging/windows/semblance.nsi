; The installer for Windows: makensis -DVERSION=0.1.0 -DTREE=<folder as cmake --install makes it> -DOUTPUT=<setup.exe>
; Made by packaging/windows/installer.sh. Per user without an administrator's rights, or for everyone with them.
; -DSIGN="signtool sign ..." has the uninstaller and the installer signed; %1 stands for the file.

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!ifndef VERSION
    !error "VERSION is missing"
!endif
!ifdef SIGN
    !finalize '${SIGN}'
    !uninstfinalize '${SIGN}'
!endif

!define NAME "Semblance"
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallDir"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\${NAME}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallDir"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!include MultiUser.nsh
!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} installer"
VIAddVersionKey LegalCopyright "GNU General Public License, version 3 or later"

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\semblance.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

LangString NEEDS64 ${LANG_ENGLISH} "Semblance needs a 64-bit Windows 10 or later."
LangString NEEDS64 ${LANG_GERMAN} "Semblance braucht ein 64-Bit-Windows ab Version 10."
LangString NEEDS64 ${LANG_FRENCH} "Semblance a besoin d'un Windows 64 bits, version 10 ou ultérieure."
LangString NOTEMPTY ${LANG_ENGLISH} "The folder $INSTDIR holds other files. Choose an empty or a new one."
LangString NOTEMPTY ${LANG_GERMAN} "Im Ordner $INSTDIR liegen andere Dateien. Wählen Sie einen leeren oder neuen."
LangString NOTEMPTY ${LANG_FRENCH} "Le dossier $INSTDIR contient d'autres fichiers. Choisissez un dossier vide ou nouveau."
LangString PROGRAM ${LANG_ENGLISH} "The program"
LangString PROGRAM ${LANG_GERMAN} "Das Programm"
LangString PROGRAM ${LANG_FRENCH} "Le programme"
LangString LIBRARY ${LANG_ENGLISH} "Library, settings and models (never photos)"
LangString LIBRARY ${LANG_GERMAN} "Bibliothek, Einstellungen und Modelle (niemals Fotos)"
LangString LIBRARY ${LANG_FRENCH} "Bibliothèque, réglages et modèles (jamais les photos)"

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_ICONSTOP|MB_OK "$(NEEDS64)" /SD IDOK
        Quit
    ${EndIf}
    SetRegView 64
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "${NAME}"
    ; Whole folders are deleted below: they must be ours.
    ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe"
        ${DirState} "$INSTDIR" $0
        ${If} $0 == 1
            MessageBox MB_ICONSTOP|MB_OK "$(NOTEMPTY)" /SD IDOK
            Abort
        ${EndIf}
    ${EndIf}
    SetOutPath "$INSTDIR"
    ; What an earlier version left behind would be loaded by this one.
    RMDir /r "$INSTDIR\bin"
    RMDir /r "$INSTDIR\share\semblance"
    File /r "${TREE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\bin\semblance.exe"
    WriteRegStr SHCTX "Software\${NAME}" "InstallDir" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\bin\semblance.exe"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" "$0"
    ; In the menus of folders and of pictures.
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}" "" "Open folder in ${NAME}"
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}" "Icon" "$INSTDIR\bin\semblance.exe"
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}\command" "" '"$INSTDIR\bin\semblance.exe" "%1"'
    WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\${NAME}" "" "Find similar in ${NAME}"
    WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\${NAME}" "Icon" "$INSTDIR\bin\semblance.exe"
    WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\${NAME}\command" "" '"$INSTDIR\bin\semblance.exe" "%1"'
SectionEnd

; Chosen by the user and off at first; before the program, which does it.
Section /o "un.$(LIBRARY)" unLibrary
    ExecWait '"$INSTDIR\bin\semblance-cli.exe" library erase --yes'
SectionEnd

Section "un.$(PROGRAM)" unProgram
    SectionIn RO
    RMDir /r "$INSTDIR\bin"
    RMDir /r "$INSTDIR\share\semblance"
    RMDir /r "$INSTDIR\share\doc"
    RMDir "$INSTDIR\share"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    DeleteRegKey SHCTX "Software\${NAME}"
    DeleteRegKey SHCTX "Software\Classes\Directory\shell\${NAME}"
    DeleteRegKey SHCTX "Software\Classes\SystemFileAssociations\image\shell\${NAME}"
SectionEnd
