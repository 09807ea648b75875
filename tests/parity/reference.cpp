#include "tests/parity/reference.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>

namespace semblance {

QString parityPython() {
    const QString given = qEnvironmentVariable("SEMBLANCE_PARITY_PYTHON");
    if (!given.isEmpty())
        return given;
    const QString parent = qEnvironmentVariable(
        "SEMBLANCE_DEPS", QDir::home().filePath(QStringLiteral(".cache/semblance-build")));
    const QDir folder(parent + QStringLiteral("/parity"));
    return folder.exists(QStringLiteral("ready-2")) ? folder.filePath(QStringLiteral("bin/python"))
                                                    : QString();
}

QString runReference(const QString& script, const QStringList& arguments) {
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(
        parityPython(),
        QStringList(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/parity/") + script) + arguments);
    if (!python.waitForFinished(1'500'000))
        return python.errorString();
    return python.exitCode() == 0 ? QString() : QString::fromUtf8(python.readAll());
}

}  // namespace semblance
