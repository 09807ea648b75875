#include "core/evaluate/submission.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>

#include "core/dataset/picturecatalog.h"

namespace semblance {

namespace {

constexpr std::size_t kSubsetDepth = 3;

QJsonArray names(const EvaluationSet& set, const Ranking& ranking, std::size_t depth) {
    QJsonArray list;
    for (std::size_t i = 0; i < std::min(depth, ranking.size()); ++i)
        list.append(set.pictures[static_cast<std::size_t>(ranking.order()[i])].name);
    return list;
}

/// The names' numbers.
Result<QJsonArray> numbers(const QJsonArray& names) {
    QJsonArray list;
    for (const QJsonValue name : names) {
        bool isNumber = false;
        list.append(canonicalPictureName(name.toString()).toLongLong(&isNumber));
        if (!isNumber) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("The picture %1 cannot be submitted: CIRCO's server takes "
                                       "COCO's numbers, such as 271520 or 000000271520.jpg.")
                            .arg(name.toString()));
        }
    }
    return list;
}

QJsonObject cirrFile(const QString& metric) {
    return {{QStringLiteral("version"), QStringLiteral("rc2")}, {QStringLiteral("metric"), metric}};
}

Status writeJson(const QString& path, const QJsonObject& object) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(object).toJson(QJsonDocument::Compact)) < 0 || !file.commit()) {
        return fail(ErrorKind::Permission,
                    QStringLiteral("The submission file %1 cannot be written.").arg(path),
                    file.errorString());
    }
    return {};
}

}  // namespace

QJsonObject cirrRecall(const EvaluationSet& set, const std::vector<QueryRanking>& rankings) {
    QJsonObject object = cirrFile(QStringLiteral("recall"));
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        object.insert(set.queries[i].id, names(set, rankings[i].best, kDeepest));
    return object;
}

QJsonObject cirrSubsetRecall(const EvaluationSet& set, const std::vector<QueryRanking>& rankings) {
    QJsonObject object = cirrFile(QStringLiteral("recall_subset"));
    for (std::size_t i = 0; i < set.queries.size(); ++i)
        object.insert(set.queries[i].id, names(set, rankings[i].subset, kSubsetDepth));
    return object;
}

Result<QJsonObject> circoSubmission(const EvaluationSet& set,
                                    const std::vector<QueryRanking>& rankings) {
    QJsonObject object;
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        SEMBLANCE_TRY_ASSIGN(const QJsonArray ids, numbers(names(set, rankings[i].best, kDeepest)));
        object.insert(set.queries[i].id, ids);
    }
    return object;
}

Result<QStringList> writeSubmission(const QString& path, const EvaluationSet& set,
                                    const std::vector<QueryRanking>& rankings) {
    const bool isCirr = set.protocol == EvaluationSet::Protocol::Cirr;
    if (!isCirr && set.protocol != EvaluationSet::Protocol::Circo) {
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("There is no server for the set %1, so no submission file; only cirr "
                           "and circo have one.")
                .arg(set.name));
    }
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        if (rankings[i].best.size() < kDeepest) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("The gallery is too small for a submission: query %1 has %2 "
                                       "pictures to name, the server wants %3.")
                            .arg(set.queries[i].id)
                            .arg(rankings[i].best.size())
                            .arg(kDeepest));
        }
    }
    if (!isCirr) {
        SEMBLANCE_TRY_ASSIGN(const QJsonObject object, circoSubmission(set, rankings));
        SEMBLANCE_TRY(writeJson(path, object));
        return QStringList{path};
    }
    QString stem = path;
    if (stem.endsWith(QLatin1StringView(".json")))
        stem.chop(5);
    const QStringList paths{stem + QStringLiteral(".recall.json"),
                            stem + QStringLiteral(".recall_subset.json")};
    SEMBLANCE_TRY(writeJson(paths[0], cirrRecall(set, rankings)));
    SEMBLANCE_TRY(writeJson(paths[1], cirrSubsetRecall(set, rankings)));
    return paths;
}

}  // namespace semblance
