#include "core/index/vectorcache.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "core/base/checkedfile.h"

namespace semblance {

namespace {

constexpr CheckedFormat kFormat{{'S', 'm', 'b', 'l', 'V', 'e', 'c', 't'}, 1};

/// Payload: rows, matrixStride numbers each, then one key per row.
enum Field { Dimension, Rows, Generation };

bool isDimension(std::uint64_t dimension) {
    constexpr std::uint64_t most = 1 << 16;
    return dimension > 0 && dimension <= most;
}

}  // namespace

Result<VectorCache> openVectorCache(const QString& path, int dimension, const QByteArray& model,
                                    const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const CheckedFile file, openCheckedFile(path, kFormat, model, cancel));
    const std::uint64_t rows = file.fields[Rows];
    if (!isDimension(file.fields[Dimension]) || rows > std::numeric_limits<Row>::max())
        return fail(unusableCache(path, QStringLiteral("impossible dimension or rows")));
    if (file.fields[Dimension] != static_cast<std::uint64_t>(dimension))
        return fail(unusableCache(path, QStringLiteral("vectors of another dimension")));
    const std::size_t rowBytes = matrixStride(dimension) * sizeof(HalfBits);
    if (file.payload.size() != rows * (rowBytes + sizeof(std::uint64_t)))
        return fail(unusableCache(path, QStringLiteral("not as many rows as it should have")));

    MatrixBase base;
    base.owner = file.file;
    base.rows = reinterpret_cast<const HalfBits*>(file.payload.data());
    base.keys = {reinterpret_cast<const std::uint64_t*>(file.payload.data() + rows * rowBytes),
                 static_cast<std::size_t>(rows)};
    return VectorCache{std::make_shared<VectorMatrix>(dimension, std::move(base)),
                       file.fields[Generation]};
}

struct VectorCacheWriter::State {
    VectorCacheInfo info;
    std::unique_ptr<CheckedFileWriter> file;
    std::vector<HalfBits> padded;
    std::vector<std::uint64_t> keys;
};

VectorCacheWriter::VectorCacheWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
VectorCacheWriter::~VectorCacheWriter() = default;

Result<std::unique_ptr<VectorCacheWriter>> VectorCacheWriter::create(const QString& path,
                                                                     const VectorCacheInfo& info) {
    auto state = std::make_unique<State>();
    state->info = info;
    state->padded.resize(matrixStride(info.dimension));
    SEMBLANCE_TRY_ASSIGN(state->file, CheckedFileWriter::create(path));
    return std::unique_ptr<VectorCacheWriter>(new VectorCacheWriter(std::move(state)));
}

Status VectorCacheWriter::add(std::uint64_t key, std::span<const HalfBits> row) {
    SEMBLANCE_TRY(checkRow(row, m_state->info.dimension));
    std::copy(row.begin(), row.end(), m_state->padded.begin());
    SEMBLANCE_TRY(m_state->file->write(std::as_bytes(std::span(m_state->padded))));
    m_state->keys.push_back(key);
    return {};
}

Status VectorCacheWriter::commit() {
    SEMBLANCE_TRY(m_state->file->write(std::as_bytes(std::span(m_state->keys))));
    CheckedFields fields{};
    fields[Dimension] = static_cast<std::uint64_t>(m_state->info.dimension);
    fields[Rows] = m_state->keys.size();
    fields[Generation] = m_state->info.generation;
    return m_state->file->commit(kFormat, m_state->info.model, fields);
}

Status saveVectorCache(const QString& path, const VectorCacheInfo& info,
                       const MatrixSnapshot& snapshot, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto writer, VectorCacheWriter::create(path, info));
    for (std::size_t row = 0; row < snapshot.rows(); ++row) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        const auto at = static_cast<Row>(row);
        SEMBLANCE_TRY(writer->add(
            snapshot.key(at), {snapshot.row(at), static_cast<std::size_t>(snapshot.dimension())}));
    }
    return writer->commit();
}

}  // namespace semblance
