#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <random>

#include "core/evaluate/evaluationset.h"
#include "core/evaluate/vectorrows.h"

/// Small sets and files for the tests of core/evaluate.
namespace semblance {

inline void writeText(const QString& path, const QByteArray& text) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), qint64(text.size()));
}

/// The real annotation files of a benchmark, or empty.
inline QString realAnnotations(const QString& benchmark) {
    const QString dir = QStringLiteral(SEMBLANCE_SHARED_DIR "/data/annotations/") + benchmark;
    return QFileInfo(dir).isDir() ? dir : QString();
}

inline QString realTables() {
    const QString dir = QStringLiteral(SEMBLANCE_SHARED_DIR "/data");
    return QFileInfo(dir).isDir() ? dir : QString();
}

/// Pictures called a, b, c ... all in the gallery.
inline EvaluationSet lettersSet(int pictures, EvaluationSet::Protocol protocol) {
    EvaluationSet set;
    set.name = QStringLiteral("letters");
    set.split = QStringLiteral("val");
    set.protocol = protocol;
    for (int i = 0; i < pictures; ++i) {
        set.pictures.push_back({QString(QChar(u'a' + i)), {}, {}});
        set.gallery.push_back(i);
    }
    return set;
}

inline Rows randomRows(std::size_t count, int dim, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    Rows rows;
    rows.dim = dim;
    rows.values.resize(count * static_cast<std::size_t>(dim));
    for (float& value : rows.values)
        value = normal(random);
    normalise(rows);
    return rows;
}

}  // namespace semblance
