#pragma once

#include <QHash>
#include <chrono>
#include <memory>
#include <vector>

#include "core/base/ratemeter.h"
#include "core/catalogue/catalogue.h"
#include "core/library/texts/textkeeper.h"
#include "core/library/texts/wordindex.h"
#include "core/remote/textreader.h"

namespace semblance {

/// One look at a library: what is stored, then what is to be read. Internal to TextKeeper; belongs
/// to its thread.
class TextPass {
public:
    struct Context {
        Catalogue& catalogue;
        PictureDecoder& decoder;
        const TextKeeper::Options& options;
        std::function<void(const TextProgress&)> tell;
        /// The reader of these languages, the same as long as they are.
        std::function<std::shared_ptr<TextReader>(const TextLanguages&)> readerOf;
    };

    TextPass(Context context, CancelToken cancel);

    /// `published` are the contents with text that the catalogue has.
    Status run(bool reads, WordIndex::ContentsByKey& published);

private:
    enum class Look { Read, AskDetector };
    struct Waiting {
        ContentId content;
        QByteArray key;
        Look look = Look::AskDetector;
    };

    Status load();
    Status publish(WordIndex::ContentsByKey& published);
    std::vector<Waiting> waiting(const QString& reader) const;
    Status read(WordIndex::ContentsByKey& published);
    Status readEach(const std::vector<Waiting>& all, const TextLanguages& languages,
                    WordIndex::ContentsByKey& published);
    /// Nothing: it stays to be read another time.
    Result<std::optional<Texts::Read>> readOne(const Waiting& waiting,
                                               const TextLanguages& languages);
    Result<bool> isWorthReading(const Waiting& waiting);
    Result<Texts::Read> readPicture(const Waiting& waiting, const QImage& picture,
                                    const TextLanguages& languages);
    Status awaitPower();
    Status store();
    void tell(bool isForced);

    Context m_context;
    const CancelToken m_cancel;
    std::unique_ptr<RowReader> m_rows;
    std::unique_ptr<Texts> m_texts;
    std::unique_ptr<Thumbnails> m_thumbnails;
    std::vector<RowReader::ContentKey> m_contents;
    QHash<QByteArray, QString> m_readers;  ///< by key: what looked at a content
    WordIndex::ContentsByKey m_written;

    std::vector<Texts::Read> m_looked;  ///< not stored yet
    TextProgress m_progress;
    RateMeter m_rate;
    std::chrono::steady_clock::time_point m_began;
    std::chrono::steady_clock::time_point m_told;
    std::optional<std::chrono::steady_clock::time_point> m_askedPower;
};

}  // namespace semblance
