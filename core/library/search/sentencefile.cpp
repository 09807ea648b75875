#include "core/library/search/sentencefile.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

#include "core/base/checkedfile.h"

namespace semblance {

namespace {
constexpr CheckedFormat kFormat{{'S', 'E', 'M', 'S', 'E', 'N', 'T', '\0'}, 1};

/// Rows of `dim` numbers each; false when one is not finite.
bool takeRows(std::span<const std::byte>& bytes, std::size_t count, std::size_t dim,
              std::vector<std::vector<float>>& rows) {
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float>& row = rows.emplace_back(dim);
        std::memcpy(row.data(), bytes.data(), dim * sizeof(float));
        bytes = bytes.subspan(dim * sizeof(float));
        for (const float number : row) {
            if (!std::isfinite(number))
                return false;
        }
    }
    return true;
}
}  // namespace

Result<KnownSentences> readSentences(const QString& path, const QString& modelHash) {
    SEMBLANCE_TRY_ASSIGN(const CheckedFile file,
                         openCheckedFile(path, kFormat, modelHash.toUtf8()));
    const auto [captions, names, dim, pictures, best, width, unused] = file.fields;
    constexpr std::uint64_t most = 1 << 16;
    const bool fits = captions <= most && names <= most && dim > 0 && dim <= most &&
                      file.payload.size() == (captions + names) * dim * sizeof(float);
    if (!fits)
        return fail(unusableCache(path, QStringLiteral("sentences of another size")));
    KnownSentences sentences;
    sentences.model = modelHash;
    std::span<const std::byte> bytes = file.payload;
    const bool finite = takeRows(bytes, captions, dim, sentences.captions) &&
                        takeRows(bytes, names, dim, sentences.names);
    sentences.background = backgroundOf(sentences.captions);
    sentences.background.best = std::bit_cast<double>(best);
    sentences.background.width = std::bit_cast<double>(width);
    sentences.pictures = pictures;
    if (!finite || !std::isfinite(sentences.background.best) ||
        !std::isfinite(sentences.background.width))
        return fail(unusableCache(path, QStringLiteral("numbers that are not finite")));
    return sentences;
}

Status writeSentences(const QString& path, const KnownSentences& sentences) {
    SEMBLANCE_TRY_ASSIGN(const auto file, CheckedFileWriter::create(path));
    for (const auto* rows : {&sentences.captions, &sentences.names}) {
        for (const std::vector<float>& row : *rows)
            SEMBLANCE_TRY(file->write(std::as_bytes(std::span(row))));
    }
    const std::size_t dim = sentences.captions.empty() ? 0 : sentences.captions.front().size();
    return file->commit(kFormat, sentences.model.toUtf8(),
                        {sentences.captions.size(), sentences.names.size(), dim, sentences.pictures,
                         std::bit_cast<std::uint64_t>(sentences.background.best),
                         std::bit_cast<std::uint64_t>(sentences.background.width), 0});
}

}  // namespace semblance
