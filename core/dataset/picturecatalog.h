#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/dataset/annotations.h"
#include "core/dataset/datasetpicture.h"

namespace semblance {

/// What the annotations, feature files and submissions of one benchmark all mean by a picture's
/// name: without folder and picture suffix, and of numbers without leading zeros
/// ("unlabeled2017/000000271520.jpg" is "271520").
QString canonicalPictureName(const QString& name);

/// Collects a set's pictures, each once, and finds them by name.
class PictureCatalog {
public:
    /// The picture's index, its old one when the name is known.
    PictureIndex add(DatasetPicture picture);

    std::optional<PictureIndex> find(const QString& name) const;

    /// The same for a picture that `entry` names: one that is not there is the entry's fault.
    Result<PictureIndex> find(const QString& name, const AnnotationEntry& entry) const;

    std::size_t size() const { return m_pictures.size(); }
    const std::vector<DatasetPicture>& pictures() const { return m_pictures; }
    std::vector<DatasetPicture> take() { return std::move(m_pictures); }

    /// 0, 1, ... size() - 1
    std::vector<PictureIndex> all() const;

private:
    std::vector<DatasetPicture> m_pictures;
    QHash<QString, PictureIndex> m_byName;
};

/// Sorted and without repeats.
std::vector<PictureIndex> sortedUnique(std::vector<PictureIndex> pictures);

/// `dir` or the first of its folders that exists.
QString pictureFolder(const QString& dir, const QStringList& folders);

/// <folder>/<name> with the first suffix of a file that exists, else with the first suffix.
QString picturePath(const QString& folder, const QString& name, const QStringList& suffixes);

}  // namespace semblance
