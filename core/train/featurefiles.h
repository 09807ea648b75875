#pragma once

#include <QByteArray>
#include <QString>
#include <array>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/checkedfile.h"
#include "core/base/result.h"
#include "core/train/featurestore.h"

/// The cache files behind FeatureStore: one kind of feature in one view of a run of pictures.
/// Internal to core/train.
namespace semblance {

struct FeatureColumn {
    Feature feature = Feature::Raw;
    PictureView view = PictureView::Plain;

    friend bool operator==(const FeatureColumn&, const FeatureColumn&) = default;
};

/// Sizes of one picture's row; zeros behind the last.
using RowShape = std::array<std::int64_t, 3>;

/// As half floats.
std::size_t rowBytes(const RowShape& shape);

struct FeatureFile {
    RowShape shape{};
    std::size_t rows = 0;
    std::vector<PictureFailure> failures;  ///< places within the file
    CheckedFile file;                      ///< half floats, row after row, then the failures

    std::span<const std::byte> row(std::size_t index) const;
};

/// What the file is made of, byte by byte.
/// @param pictureKeys one a row (see pictureKey)
QByteArray featureFileIdentity(const QString& networkKey, const FeatureColumn& column,
                               std::span<const QByteArray> pictureKeys);
QString featureFilePath(const QString& dir, const QByteArray& identity);

/// Removes the unfinished files that a killed run left in `dir`: those not written to for an hour.
void removeUnfinishedFiles(const QString& dir);

/// Removes the files that nobody opened for 60 days: those of data and models no longer trained.
void removeUnusedFiles(const QString& dir);

/// Checks every byte, and dates the file to now. NotFound or Corrupt: it is to be made (again).
/// Cancelled.
Result<FeatureFile> openFeatureFile(const QString& path, const QByteArray& identity,
                                    const CancelToken& cancel);

/// Writes one in order of the pictures; nothing is there before commit.
class FeatureFileWriter {
public:
    static Result<FeatureFileWriter> create(const QString& path, const RowShape& shape);

    /// Whole rows.
    Status write(std::span<const std::byte> rows);
    Status commit(const QByteArray& identity, std::size_t rows,
                  std::span<const PictureFailure> failures);

private:
    FeatureFileWriter(std::unique_ptr<CheckedFileWriter> file, const RowShape& shape)
        : m_file(std::move(file)), m_shape(shape) {}

    std::unique_ptr<CheckedFileWriter> m_file;
    RowShape m_shape;
};

}  // namespace semblance
