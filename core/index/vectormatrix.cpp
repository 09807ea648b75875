#include "core/index/vectormatrix.h"

#include <hwy/aligned_allocator.h>

#include <QCoreApplication>
#include <algorithm>
#include <cstring>
#include <limits>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VectorMatrix)
};

constexpr std::size_t kBlockRows = 4096;

/// Room for appended rows. Rows below the count of any state are never written again.
struct Block {
    explicit Block(std::size_t stride)
        : rows(hwy::AllocateAligned<HalfBits>(kBlockRows * stride)), keys(kBlockRows) {}

    hwy::AlignedFreeUniquePtr<HalfBits[]> rows;
    std::vector<std::uint64_t> keys;
};

bool allFinite(std::span<const HalfBits> values) {
    constexpr HalfBits exponent = 0x7C00;
    bool finite = true;
    for (HalfBits value : values)
        finite &= (value & exponent) != exponent;
    return finite;
}

Error damagedVector(std::size_t numbers, std::size_t rows, int dimension) {
    return {ErrorKind::BadInput,
            Text::tr("A picture's vector is damaged and was left out of the search."),
            QStringLiteral("%1 numbers for %2 rows of %3, or a number is not finite")
                .arg(numbers)
                .arg(rows)
                .arg(dimension)};
}

}  // namespace

struct MatrixState {
    int dimension = 0;
    std::size_t stride = 0;
    std::size_t rows = 0;
    MatrixBase base;
    std::vector<std::shared_ptr<Block>> blocks;
    std::shared_ptr<const char> matrix;  ///< one for all states of a matrix
};

Status checkRow(std::span<const HalfBits> row, int dimension) {
    if (row.size() != static_cast<std::size_t>(dimension) || !allFinite(row))
        return fail(damagedVector(row.size(), 1, dimension));
    return {};
}

MatrixSnapshot::MatrixSnapshot(std::shared_ptr<const MatrixState> state)
    : m_state(std::move(state)) {}

int MatrixSnapshot::dimension() const {
    return m_state->dimension;
}

std::size_t MatrixSnapshot::stride() const {
    return m_state->stride;
}

std::size_t MatrixSnapshot::rows() const {
    return m_state->rows;
}

bool MatrixSnapshot::isOfSameMatrix(const MatrixSnapshot& other) const {
    return m_state->matrix == other.m_state->matrix;
}

std::uint64_t MatrixSnapshot::key(Row row) const {
    const std::size_t baseRows = m_state->base.keys.size();
    if (row < baseRows)
        return m_state->base.keys[row];
    const std::size_t appended = row - baseRows;
    return m_state->blocks[appended / kBlockRows]->keys[appended % kBlockRows];
}

std::optional<Row> MatrixSnapshot::find(std::uint64_t key) const {
    const std::span<const std::uint64_t> baseKeys = m_state->base.keys;
    for (std::size_t row = rows(); row > baseKeys.size(); --row) {
        if (this->key(static_cast<Row>(row - 1)) == key)
            return static_cast<Row>(row - 1);
    }
    const auto found = std::find(baseKeys.rbegin(), baseKeys.rend(), key);
    if (found == baseKeys.rend())
        return std::nullopt;
    return static_cast<Row>(baseKeys.rend() - found - 1);
}

MatrixSnapshot::Segment MatrixSnapshot::segmentAt(Row row) const {
    const std::size_t baseRows = m_state->base.keys.size();
    if (row < baseRows)
        return {row, baseRows - row, m_state->base.rows + row * m_state->stride};
    const std::size_t offset = (row - baseRows) % kBlockRows;
    const HalfBits* block = m_state->blocks[(row - baseRows) / kBlockRows]->rows.get();
    return {row, std::min(kBlockRows - offset, m_state->rows - row),
            block + offset * m_state->stride};
}

const HalfBits* MatrixSnapshot::row(Row row) const {
    return segmentAt(row).rows;
}

std::vector<float> MatrixSnapshot::vector(Row row) const {
    return fromHalf({this->row(row), static_cast<std::size_t>(dimension())});
}

VectorMatrix::VectorMatrix(int dimension, MatrixBase base) {
    auto state = std::make_shared<MatrixState>();
    state->dimension = dimension;
    state->stride = matrixStride(dimension);
    state->rows = base.keys.size();
    state->base = std::move(base);
    state->matrix = std::make_shared<const char>();
    m_state = std::move(state);
}

VectorMatrix::~VectorMatrix() = default;

int VectorMatrix::dimension() const {
    return snapshot().dimension();
}

MatrixSnapshot VectorMatrix::snapshot() const {
    std::lock_guard lock(m_mutex);
    return MatrixSnapshot(m_state);
}

Status VectorMatrix::append(std::span<const std::uint64_t> keys, std::span<const HalfBits> rows) {
    std::lock_guard appending(m_appending);
    // Only appenders replace the state, so this one stays the newest while we hold the lock.
    auto state = std::make_shared<MatrixState>(*m_state);
    const auto dimension = static_cast<std::size_t>(state->dimension);
    const std::size_t most = std::numeric_limits<Row>::max();
    if (rows.size() != keys.size() * dimension || keys.size() > most - state->rows ||
        !allFinite(rows)) {
        return fail(damagedVector(rows.size(), keys.size(), state->dimension));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::size_t appended = state->rows - state->base.keys.size();
        if (appended == state->blocks.size() * kBlockRows)
            state->blocks.push_back(std::make_shared<Block>(state->stride));
        Block& block = *state->blocks.back();
        HalfBits* to = block.rows.get() + appended % kBlockRows * state->stride;
        std::copy_n(rows.data() + i * dimension, dimension, to);
        std::fill(to + dimension, to + state->stride, HalfBits{0});
        block.keys[appended % kBlockRows] = keys[i];
        ++state->rows;
    }
    std::lock_guard lock(m_mutex);
    m_state = std::move(state);
    return {};
}

}  // namespace semblance
