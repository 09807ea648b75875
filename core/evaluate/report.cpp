#include "core/evaluate/report.h"

#include <QJsonArray>
#include <algorithm>

namespace semblance {

namespace {

QJsonObject asJson(const Figures& figures) {
    QJsonObject object;
    for (const Figure& figure : figures.figures)
        object.insert(figure.name, figure.percent);
    return object;
}

QJsonObject asJson(const MethodResult& result) {
    QJsonObject object{{QStringLiteral("method"), result.method},
                       {QStringLiteral("figures"), asJson(result.figures)}};
    if (result.mix)
        object.insert(QStringLiteral("mix"), *result.mix);
    if (result.own && result.swapped) {
        object.insert(QStringLiteral("swap"),
                      QJsonObject{{QStringLiteral("queries"), qint64(result.own->queries)},
                                  {QStringLiteral("own"), asJson(*result.own)},
                                  {QStringLiteral("swapped"), asJson(*result.swapped)},
                                  {QStringLiteral("loss"), result.swapLoss()}});
    }
    return object;
}

QJsonArray asJson(const QList<MethodResult>& results) {
    QJsonArray array;
    for (const MethodResult& result : results)
        array.append(asJson(result));
    return array;
}

/// Lines of cells; the first column to the left, the others to the right.
QString aligned(const QList<QStringList>& lines) {
    QList<qsizetype> widths;
    for (const QStringList& line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    QString text;
    for (const QStringList& line : lines) {
        QString row = QStringLiteral("  ");
        for (qsizetype i = 0; i < line.size(); ++i) {
            row += i == 0 ? line[i].leftJustified(widths[i])
                          : QStringLiteral("  ") + line[i].rightJustified(widths[i]);
        }
        while (row.endsWith(u' '))
            row.chop(1);
        text += row + u'\n';
    }
    return text;
}

/// A figure over a part of the queries, as CIRCO's aspects: too many for a table's columns.
bool isDetail(const Figure& figure) {
    return figure.name.contains(u' ');
}

/// The last method's.
QString details(const MethodResult& result) {
    QList<QStringList> lines;
    for (const Figure& figure : result.figures.figures) {
        if (isDetail(figure))
            lines << QStringList{figure.name, QString::number(figure.percent, 'f', 1)};
    }
    return aligned(lines);
}

QStringList line(const QString& title, const Figures& figures) {
    QStringList cells{title};
    for (const Figure& figure : figures.figures) {
        if (!isDetail(figure))
            cells << QString::number(figure.percent, 'f', 1);
    }
    return cells;
}

QString titleOf(const MethodResult& result) {
    return result.mix ? QStringLiteral("%1 %2").arg(result.method).arg(*result.mix) : result.method;
}

QString table(const QList<MethodResult>& results) {
    QList<QStringList> lines;
    QStringList head{QString()};
    for (const Figure& figure : results.first().figures.figures) {
        if (!isDetail(figure))
            head << figure.name;
    }
    lines << head;
    for (const MethodResult& result : results) {
        lines << line(titleOf(result), result.figures);
        if (result.swapped)
            lines << line(QStringLiteral("  references swapped"), *result.swapped);
    }
    return aligned(lines);
}

QString swapSentence(const PartResult& part) {
    const auto tests = part.testsComposition();
    if (!tests)
        return {};
    const MethodResult& last = part.methods.last();
    const QString numbers =
        QStringLiteral("Swap test over %1 queries: %2 loses at most %3 points of a figure.")
            .arg(last.own->queries)
            .arg(titleOf(last))
            .arg(last.swapLoss(), 0, 'f', 1);
    return QStringLiteral("  ") + numbers +
           (*tests ? QString()
                   : QLatin1Char(' ') +
                         QStringLiteral("That is less than %1: these figures do not test "
                                        "composition.")
                             .arg(kLeastSwapLoss)) +
           u'\n';
}

}  // namespace

QList<MethodResult> EvaluationReport::means() const {
    QList<MethodResult> means;
    if (parts.size() < 2)
        return means;
    for (qsizetype i = 0; i < parts.first().methods.size(); ++i) {
        std::vector<Figures> all;
        for (const PartResult& part : parts)
            all.push_back(part.methods[i].figures);
        const MethodResult& first = parts.first().methods[i];
        means.append({first.method, first.mix, meanOf(all), {}, {}});
    }
    return means;
}

QString asText(const EvaluationReport& report) {
    QString text;
    for (const PartResult& part : report.parts) {
        const QString title =
            part.part.isEmpty() ? report.set : QStringLiteral("%1 %2").arg(report.set, part.part);
        text += QStringLiteral("%1, %2: %3 queries among %4 pictures")
                    .arg(title, report.split)
                    .arg(part.queries)
                    .arg(part.gallery);
        text += report.model.isEmpty() ? QStringLiteral("\n")
                                       : QStringLiteral(", model %1").arg(report.model) + u'\n';
        if (!part.note.isEmpty())
            text += QStringLiteral("  %1\n").arg(part.note);
        if (part.methods.isEmpty() || part.methods.first().figures.figures.isEmpty())
            text += QStringLiteral("  %1\n").arg(
                QStringLiteral("This split's truth is not public: only a submission can be made."));
        else
            text += table(part.methods) + details(part.methods.last());
        text += swapSentence(part);
    }
    const QList<MethodResult> means = report.means();
    if (!means.isEmpty() && !means.first().figures.figures.isEmpty())
        text += QStringLiteral("mean of the parts") + u'\n' + table(means);
    return text;
}

QJsonObject asJson(const EvaluationReport& report) {
    QJsonArray parts;
    for (const PartResult& part : report.parts) {
        QJsonObject object{{QStringLiteral("part"), part.part},
                           {QStringLiteral("queries"), qint64(part.queries)},
                           {QStringLiteral("gallery"), qint64(part.gallery)},
                           {QStringLiteral("methods"), asJson(part.methods)}};
        if (!part.note.isEmpty())
            object.insert(QStringLiteral("note"), part.note);
        if (const auto tests = part.testsComposition())
            object.insert(QStringLiteral("testsComposition"), *tests);
        parts.append(object);
    }
    QJsonObject object{{QStringLiteral("set"), report.set},
                       {QStringLiteral("split"), report.split},
                       {QStringLiteral("parts"), parts}};
    if (!report.model.isEmpty()) {
        object.insert(QStringLiteral("model"), report.model);
        object.insert(QStringLiteral("modelKey"), report.modelKey);
    }
    const QList<MethodResult> means = report.means();
    if (!means.isEmpty())
        object.insert(QStringLiteral("mean"), asJson(means));
    return object;
}

}  // namespace semblance
