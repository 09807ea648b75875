#include "core/index/neighbourgraph.h"

#include <algorithm>
#include <limits>

#include "core/base/hash.h"
#include "core/index/graphfile.h"

namespace semblance {

namespace {

/// Takes arrays off the front of a payload, whose length is checked.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    template <class Number>
    const Number* take(std::size_t bytes) {
        const auto* from = reinterpret_cast<const Number*>(m_bytes.data());
        m_bytes = m_bytes.subspan(bytes);
        return from;
    }

private:
    std::span<const std::byte> m_bytes;
};

}  // namespace

QByteArray graphfile::keysDigest(const MatrixSnapshot& snapshot, std::size_t rows) {
    constexpr std::size_t piece = 4096;
    Xxh3 hash;
    std::vector<std::uint64_t> keys;
    for (std::size_t at = 0; at < rows; at += piece) {
        keys.resize(std::min(piece, rows - at));
        for (std::size_t i = 0; i < keys.size(); ++i)
            keys[i] = snapshot.key(static_cast<Row>(at + i));
        hash.add(std::as_bytes(std::span(keys)));
    }
    return hash.digest();
}

Result<std::shared_ptr<const NeighbourGraph>> NeighbourGraph::open(const QString& path,
                                                                   const MatrixSnapshot& snapshot,
                                                                   const QByteArray& identity,
                                                                   const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const CheckedFile file,
                         openCheckedFile(path, graphfile::format, identity, cancel));
    const auto unusable = [&](const char* detail) {
        return fail(unusableCache(path, QString::fromLatin1(detail)));
    };
    const CheckedFields& fields = file.fields;
    if (fields[graphfile::Dimension] != static_cast<std::uint64_t>(snapshot.dimension()) ||
        fields[graphfile::Rows] > snapshot.rows())
        return unusable("a graph over other rows");
    constexpr std::uint64_t most = std::numeric_limits<Row>::max();
    if (fields[graphfile::Links] < 2 || fields[graphfile::Links] > graphfile::mostLinks ||
        fields[graphfile::UpperLists] > most || fields[graphfile::Copies] > most ||
        fields[graphfile::EntryRow] > most)
        return unusable("impossible numbers");

    std::shared_ptr<NeighbourGraph> graph(new NeighbourGraph(snapshot));
    graph->m_file = file.file;
    GraphLinks& links = graph->m_links;
    links.rows = fields[graphfile::Rows];
    links.links = fields[graphfile::Links];
    links.entry = static_cast<Row>(fields[graphfile::EntryRow]);
    const auto parts = graphfile::Parts::of(links.rows, links.links, fields[graphfile::UpperLists],
                                            fields[graphfile::Copies]);
    if (file.payload.size() != parts.sum())
        return unusable("not as many links as it should have");

    Reader reader(file.payload);
    const auto* digest = reader.take<char>(graphfile::digestBytes);
    if (QByteArray::fromRawData(digest, graphfile::digestBytes) !=
        graphfile::keysDigest(snapshot, links.rows))
        return unusable("a graph over rows with other keys");
    graph->m_covered = RowFilter(links.rows, {reader.take<std::uint64_t>(parts.covered),
                                              parts.covered / sizeof(std::uint64_t)});
    links.lowest = reader.take<std::uint32_t>(parts.lowest);
    links.upperAt = reader.take<std::uint32_t>(parts.upperAt);
    links.upper = reader.take<std::uint32_t>(parts.upper);
    graph->m_copies = {reader.take<RowCopy>(parts.copies), fields[graphfile::Copies]};
    if (!graph->noteCopies() || links.upperAt[links.rows] != fields[graphfile::UpperLists] ||
        !graph->isSound())
        return unusable("links that lead nowhere");
    return std::shared_ptr<const NeighbourGraph>(std::move(graph));
}

bool NeighbourGraph::noteCopies() {
    m_coveredCount = m_covered.count();
    m_linked = m_covered;
    if (!m_copies.empty())
        m_hasCopies = RowFilter(m_links.rows);
    const auto order = [](const RowCopy& a, const RowCopy& b) {
        return a.of != b.of ? a.of < b.of : a.copy < b.copy;
    };
    if (!std::is_sorted(m_copies.begin(), m_copies.end(), order))
        return false;
    for (const RowCopy& copy : m_copies) {
        // m_linked, so that none is named twice.
        if (copy.copy >= m_links.rows || !m_linked.allows(copy.copy))
            return false;
        m_linked.set(copy.copy, false);
    }
    return std::all_of(m_copies.begin(), m_copies.end(), [this](const RowCopy& copy) {
        if (copy.of >= m_links.rows || !m_linked.allows(copy.of))
            return false;
        m_hasCopies.set(copy.of, true);
        return true;
    });
}

bool NeighbourGraph::listIsSound(Row row, int layer) const {
    const std::uint32_t* list = m_links.list(row, layer);
    const std::size_t count = *list;
    if (count > (layer == 0 ? 2 : 1) * m_links.links || (count > 0 && !m_linked.allows(row)))
        return false;
    return std::all_of(list + 1, list + 1 + count, [&](Row to) {
        return m_linked.allows(to) && (layer == 0 || m_links.level(to) >= layer);
    });
}

bool NeighbourGraph::isSound() const {
    for (std::size_t i = 0; i < m_links.rows; ++i) {
        if (m_links.upperAt[i] > m_links.upperAt[i + 1] ||
            m_links.upperAt[i + 1] - m_links.upperAt[i] > graphfile::mostLevels)
            return false;
    }
    if (m_links.upperAt[0] != 0)
        return false;
    for (std::size_t i = 0; i < m_links.rows; ++i) {
        const auto row = static_cast<Row>(i);
        for (int layer = 0; layer <= m_links.level(row); ++layer) {
            if (!listIsSound(row, layer))
                return false;
        }
    }
    return m_coveredCount == 0 || m_linked.allows(m_links.entry);
}

bool NeighbourGraph::fits(const MatrixSnapshot& snapshot) const {
    return snapshot.isOfSameMatrix(m_snapshot) && m_links.rows <= snapshot.rows();
}

std::span<const Row> NeighbourGraph::linked(Row row, int layer, std::vector<Row>&) const {
    const std::uint32_t* list = m_links.list(row, layer);
    return {list + 1, *list};
}

std::span<const RowCopy> NeighbourGraph::copiesOf(Row row) const {
    if (!m_hasCopies.allows(row))
        return {};
    const auto [begin, end] =
        std::equal_range(m_copies.begin(), m_copies.end(), RowCopy{row, 0},
                         [](const RowCopy& a, const RowCopy& b) { return a.of < b.of; });
    return {begin, end};
}

}  // namespace semblance
