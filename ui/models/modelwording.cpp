#include "ui/models/modelwording.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <climits>
#include <cmath>

#include "ui/library/wording.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelWording)
};

// Names, the same in every language.
QString familyName(const QString& family) {
    if (family == QLatin1StringView("clip"))
        return QStringLiteral("CLIP");
    if (family == QLatin1StringView("metaclip_2"))
        return QStringLiteral("MetaCLIP 2");
    if (family == QLatin1StringView("chinese_clip"))
        return QStringLiteral("Chinese-CLIP");
    if (family == QLatin1StringView("xlm_roberta_clip"))
        return QStringLiteral("CLIP, XLM-R");
    if (family == QLatin1StringView("siglip"))
        return QStringLiteral("SigLIP");
    if (family == QLatin1StringView("mini"))
        return QStringLiteral("Semblance mini");
    if (family == QLatin1StringView("small"))
        return QStringLiteral("Semblance small");
    return family;
}

}  // namespace

QString modelTitle(const ModelEntry& entry) {
    if (!entry.isFolder)
        return entry.model.name;
    const QString name = QFileInfo(QDir(entry.model.dir).absolutePath()).fileName();
    return name.isEmpty() ? QDir::toNativeSeparators(entry.model.dir) : name;
}

QString bytesText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString familyText(const ModelReport& report) {
    const QString name = familyName(report.family);
    // There is but one of ours each; the others come in sizes.
    static const QStringList ours{QStringLiteral("mini"), QStringLiteral("small")};
    if (ours.contains(report.family) || report.imageNetwork.isEmpty())
        return name;
    return name + u' ' + networkText(report.imageNetwork);
}

QString networkText(const QString& network) {
    static const QRegularExpression unnamed(QStringLiteral("(\\d+) layers of (\\d+)"));
    const auto size = unnamed.match(network);
    if (!size.hasMatch())
        return network;
    return QString(network).replace(
        size.capturedStart(), size.capturedLength(),
        Text::tr("%1 layers of %2").arg(size.captured(1), size.captured(2)));
}

QString compositionText(const ModelReport& report) {
    return report.composes ? Text::tr("Learned composition")
                           : Text::tr("Mixes picture and sentence");
}

QString speedText(const ModelReport& report) {
    if (!report.wasTested())
        return {};
    return Text::tr("about %1 pictures a second")
        .arg(rateText(report.measurements.first().picturesPerSecond));
}

QString licenceText(const ModelReport& report) {
    return report.licences.isEmpty() ? Text::tr("Licence not stated") : report.licences.join(u'\n');
}

QString shortLicenceText(const ModelReport& report) {
    if (report.licences.isEmpty())
        return licenceText(report);
    // "Apache-2.0 (LICENSE.txt): image tower"
    static const QRegularExpression remark(QStringLiteral("\\s*[(:].*"),
                                           QRegularExpression::DotMatchesEverythingOption);
    const QString first = QString(report.licences.first()).remove(remark);
    return report.licences.size() == 1 ? first : Text::tr("%1 and more").arg(first);
}

QString weightsText(qint64 parameters) {
    const QLocale locale;
    const double millions = double(parameters) / 1e6;
    if (millions < 0.1)
        return locale.toString(parameters);
    return Text::tr("%1 million").arg(locale.toString(millions, 'f', millions < 10 ? 1 : 0));
}

QString deviceText(const QString& device) {
    if (device == QLatin1StringView("cpu"))
        return Text::tr("processor");
    if (device.startsWith(QLatin1StringView("cuda")))
        return Text::tr("graphics card (CUDA)");
    if (device == QLatin1StringView("mps"))
        return Text::tr("graphics processor (Metal)");
    return device;
}

QString rateText(double perSecond) {
    return QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0);
}

QString coverageText(qint64 pictures, qint64 libraryPictures) {
    const QLocale locale;
    if (pictures <= 0)
        return Text::tr("None of the pictures yet");
    if (pictures >= libraryPictures)
        return Text::tr("All %Ln different picture(s)", nullptr,
                        int(qMin<qint64>(pictures, INT_MAX)));
    return Text::tr("%1 of %2 different pictures")
        .arg(locale.toString(pictures), locale.toString(libraryPictures));
}

QString durationText(double seconds) {
    if (seconds < 60)
        return Text::tr("less than a minute");
    const double minutes = std::round(seconds / 60);
    if (minutes < 90)
        return Text::tr("about %n minute(s)", nullptr, int(minutes));
    return Text::tr("about %n hour(s)", nullptr,
                    int(std::lround(qMin(seconds / 3600, double(INT_MAX)))));
}

QString importText(const ModelImportProgress& p) {
    switch (p.phase) {
        case ModelImportProgress::Phase::Inspecting:
            return p.name.isEmpty() ? Text::tr("Looking at the folder…")
                                    : Text::tr("Looking at “%1”…").arg(p.name);
        case ModelImportProgress::Phase::Checking:
            return Text::tr("Testing “%1” with a short run…").arg(p.name);
        case ModelImportProgress::Phase::Copying:
            break;
    }
    QStringList parts{Text::tr("Copying “%1”: %2 of %3")
                          .arg(p.name, bytesText(p.bytesDone), bytesText(p.bytesTotal))};
    if (p.bytesPerSecond > 0)
        parts.append(Text::tr("%1 a second").arg(bytesText(qint64(p.bytesPerSecond))));
    if (const QString left = timeLeftText(p.secondsLeft); !left.isEmpty())
        parts.append(left);
    return parts.join(QStringLiteral("  ·  "));
}

}  // namespace semblance
