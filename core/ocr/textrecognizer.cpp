#include "core/ocr/textrecognizer.h"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <QCoreApplication>
#include <QFile>
#include <algorithm>
#include <utility>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TextRecognizer)
};

/// Percent. Of words that are there nearly all are above it, of leaves and bricks few.
constexpr float kLeastConfidence = 55;
/// A lone sign is rarely a word, and photos are full of them.
constexpr int kLeastLetters = 3;

int lettersIn(const QString& word) {
    return static_cast<int>(
        std::count_if(word.begin(), word.end(), [](QChar c) { return c.isLetterOrNumber(); }));
}

/// The words that are believed, in the order of reading.
QString believedText(tesseract::TessBaseAPI& api) {
    using tesseract::RIL_TEXTLINE;
    using tesseract::RIL_WORD;
    const std::unique_ptr<tesseract::ResultIterator> words(api.GetIterator());
    QString text;
    if (!words)
        return text;
    do {
        const std::unique_ptr<char[]> utf8(words->GetUTF8Text(RIL_WORD));
        const QString word = QString::fromUtf8(utf8.get()).simplified();
        if (word.isEmpty() || words->Confidence(RIL_WORD) < kLeastConfidence)
            continue;
        if (!text.isEmpty())
            text += words->IsAtBeginningOf(RIL_TEXTLINE) ? u'\n' : u' ';
        text += word;
    } while (words->Next(RIL_WORD));
    return text;
}
}  // namespace

struct TextRecognizer::Private {
    tesseract::TessBaseAPI api;
};

TextRecognizer::TextRecognizer(std::unique_ptr<Private> data) : d(std::move(data)) {}
TextRecognizer::~TextRecognizer() = default;

Result<std::unique_ptr<TextRecognizer>> TextRecognizer::open(const QString& dataDir,
                                                             const QStringList& languages) {
    auto d = std::make_unique<Private>();
    const QByteArray names = languages.join(u'+').toUtf8();
    if (d->api.Init(QFile::encodeName(dataDir).constData(), names.constData(),
                    tesseract::OEM_LSTM_ONLY) != 0) {
        return fail(
            ErrorKind::NotFound,
            Text::tr("The language data in %1 cannot be used. Install them again.").arg(dataDir),
            languages.join(u'+'));
    }
    // Labels and menus are no page of columns.
    d->api.SetPageSegMode(tesseract::PSM_SPARSE_TEXT);
    return std::unique_ptr<TextRecognizer>(new TextRecognizer(std::move(d)));
}

Result<RecognizedText> TextRecognizer::read(const QByteArray& grey, int width, int height,
                                            std::chrono::milliseconds limit,
                                            const CancelToken& cancel) {
    if (width < 1 || height < 1 || grey.size() != qsizetype(width) * height)
        return fail(ErrorKind::WrongUse,
                    QStringLiteral("The picture's bytes do not fit its size."));
    tesseract::ETEXT_DESC monitor;
    monitor.set_deadline_msecs(static_cast<std::int32_t>(limit.count()));
    monitor.cancel_this = const_cast<CancelToken*>(&cancel);
    monitor.cancel = [](void* token, int) {
        return static_cast<const CancelToken*>(token)->isCancelled();
    };
    d->api.SetImage(reinterpret_cast<const unsigned char*>(grey.constData()), width, height, 1,
                    width);
    // What a picture is printed at is not known, and says nothing of a screenshot.
    d->api.SetSourceResolution(150);
    const bool isRead = d->api.Recognize(&monitor) == 0;
    RecognizedText read;
    if (isRead)
        read.text = believedText(d->api);
    read.isWhole = !monitor.deadline_exceeded();
    d->api.Clear();
    if (cancel.isCancelled())
        return fail(cancelledError());
    if (!isRead && read.isWhole)
        return fail(ErrorKind::Internal, Text::tr("The text in the picture could not be read."));
    if (lettersIn(read.text) < kLeastLetters)
        read.text.clear();
    return read;
}

}  // namespace semblance
