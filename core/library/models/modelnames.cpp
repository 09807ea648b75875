#include "core/library/models/modelnames.h"

#include <QCoreApplication>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelNames)
};

/// File systems allow 255 bytes; a number may follow.
constexpr qsizetype kMostBytes = 200;

bool isTaken(const QString& name, const QStringList& taken) {
    return taken.contains(name, Qt::CaseInsensitive);
}

/// Windows keeps these for itself, with any ending.
bool isDevice(const QString& name) {
    static const QStringList devices{QStringLiteral("con"), QStringLiteral("prn"),
                                     QStringLiteral("aux"), QStringLiteral("nul")};
    const QString stem = name.section(QLatin1Char('.'), 0, 0).toLower();
    const bool port =
        stem.size() == 4 && stem[3].isDigit() &&
        (stem.startsWith(QLatin1String("com")) || stem.startsWith(QLatin1String("lpt")));
    return port || devices.contains(stem);
}

}  // namespace

QString usableModelName(const QString& wished) {
    QString name;
    for (const QChar letter : wished.normalized(QString::NormalizationForm_C)) {
        const bool bad = letter.unicode() < 0x20 || letter.unicode() == 0x7f ||
                         QStringLiteral("/\\:*?\"<>|").contains(letter);
        name += bad ? QLatin1Char('-') : letter;
    }
    name = name.trimmed();
    while (name.toUtf8().size() > kMostBytes)
        name.chop(name.size() > 1 && name.back().isLowSurrogate() ? 2 : 1);
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char('-')))
        name.remove(0, 1);
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char(' ')))
        name.chop(1);
    if (isDevice(name))
        name.prepend(QLatin1Char('_'));
    return name.isEmpty() ? QStringLiteral("model") : name;
}

QString freeModelName(const QString& name, const QStringList& taken) {
    QString free = name;
    for (int i = 2; isTaken(free, taken); ++i)
        free = QStringLiteral("%1 %2").arg(name).arg(i);
    return free;
}

Status checkModelName(const QString& name, const QStringList& taken) {
    if (const QString usable = usableModelName(name); usable != name) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("A model cannot be called '%1'. Take for example '%2'.").arg(name, usable));
    }
    if (isTaken(name, taken)) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("There is a model '%1' already. Choose another name.").arg(name));
    }
    return {};
}

}  // namespace semblance
