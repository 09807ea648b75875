#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/media/codecs/psdfile.h"

namespace semblance {

/// The rows of a merged picture, channel after channel, each from top to bottom.
class PsdRows {
public:
    /// `file` and the bytes behind it must outlive this. Fails with BadInput for a compression that
    /// is not known.
    static Result<PsdRows> open(const PsdFile& file);
    PsdRows(PsdRows&&) noexcept;
    ~PsdRows();

    /// Of one row: big-endian samples of the file's depth; bits are filled up to a byte.
    std::size_t rowBytes() const { return m_rowBytes; }

    /// Fills `row`, of rowBytes(). Fails with BadInput where the file ends or is damaged.
    Status read(std::span<uchar> row);

private:
    class Inflater;
    enum class Compression { None, PackBits, Zip, ZipWithPrediction };

    PsdRows(const PsdFile& file, Compression compression);
    Status readPacked(std::span<uchar> row);
    Status readZipped(std::span<uchar> row);
    void undoPrediction(std::span<uchar> row);

    const PsdFile* m_file;
    Compression m_compression;
    std::size_t m_rowBytes;
    QByteArrayView m_counts;  ///< of the bytes of each packed row
    QByteArrayView m_data;    ///< what has not been read yet
    std::unique_ptr<Inflater> m_inflater;
    std::vector<uchar> m_planes;
};

}  // namespace semblance
