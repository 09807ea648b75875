#include "core/text/wordpiecemodel.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <utility>

#include "core/base/mappedfile.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::WordPieceModel)
};

constexpr qsizetype kLongestWord = 100;  ///< letters; longer ones are unknown as a whole
constexpr char32_t kReplacement = 0xFFFD;

/// What is taken out before anything else; that is some of the white space, too.
bool isControl(char32_t c) {
    if (c == U'\t' || c == U'\n' || c == U'\r')
        return false;
    switch (QChar::category(c)) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
            return true;
        default:
            return c == kReplacement;
    }
}

/// The blocks that BERT takes for Chinese.
bool isChinese(char32_t c) {
    struct Block {
        char32_t first;
        char32_t last;
    };
    static constexpr Block kBlocks[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF},
                                        {0x2A700, 0x2B73F}, {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF},
                                        {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};
    return std::any_of(std::begin(kBlocks), std::end(kBlocks),
                       [c](const Block& block) { return c >= block.first && c <= block.last; });
}

bool isPunctuation(char32_t c) {
    const bool isAscii = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) ||
                         (c >= 123 && c <= 126);
    return isAscii || QChar::isPunct(c);
}

void append(QString& text, char32_t c) {
    text.append(QChar::fromUcs4(c));
}

/// Without control characters and with spaces for everything white.
QString cleaned(const QString& text) {
    QString result;
    for (const char32_t c : text.toUcs4()) {
        if (!isControl(c))
            append(result, QChar::isSpace(c) ? U' ' : c);
    }
    return result;
}

/// Lower case without accents.
QString folded(const QString& text) {
    QString result;
    for (const char32_t c : text.normalized(QString::NormalizationForm_D).toUcs4()) {
        if (QChar::category(c) != QChar::Mark_NonSpacing)
            append(result, c);
    }
    return result.toLower();
}

QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(std::exchange(word, QString()));
    };
    for (const char32_t c : text.toUcs4()) {
        const bool isAlone = isPunctuation(c) || isChinese(c);
        if (isAlone || QChar::isSpace(c))
            end();
        if (!QChar::isSpace(c))
            append(word, c);
        if (isAlone)
            end();
    }
    end();
    return words;
}

int lettersOf(const QString& word) {
    const auto all = word.toUcs4();
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [](char32_t c) { return QChar::isLetter(c); }));
}

}  // namespace

Result<std::unique_ptr<WordPieceModel>> WordPieceModel::load(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const auto file, MappedFile::open(path));
    const auto bytes = file->bytes();
    const auto text = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<qsizetype>(bytes.size()));
    std::unique_ptr<WordPieceModel> model(new WordPieceModel);
    bool isTable = true;
    QList<QByteArray> lines = text.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    for (const QByteArray& line : lines) {
        const QString piece = QString::fromUtf8(line.endsWith('\r') ? line.chopped(1) : line);
        isTable = isTable && !piece.isEmpty() && !model->m_ids.contains(piece);
        model->m_ids.insert(piece, static_cast<std::int32_t>(model->m_ids.size()));
    }
    const auto special = [&](const char* name) {
        const auto id = model->idOf(QLatin1String(name));
        isTable = isTable && id;
        return id.value_or(0);
    };
    model->m_unknown = special("[UNK]");
    model->m_begin = special("[CLS]");
    model->m_end = special("[SEP]");
    if (!isTable) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The vocabulary %1 cannot be read. Get the model again.").arg(path));
    }
    return model;
}

std::optional<std::int32_t> WordPieceModel::idOf(const QString& piece) const {
    const auto found = m_ids.constFind(piece);
    return found == m_ids.constEnd() ? std::nullopt : std::optional(*found);
}

/// Adds the pieces of one word: from the left, each time the longest there is.
void WordPieceModel::append(const QString& word, std::vector<std::int32_t>& ids) const {
    const std::size_t before = ids.size();
    const bool isTooLong = word.toUcs4().size() > kLongestWord;
    qsizetype from = 0;
    while (!isTooLong && from < word.size()) {
        std::optional<std::int32_t> found;
        qsizetype to = word.size();
        for (; to > from && !found; --to) {
            const QString piece = word.mid(from, to - from);
            found = idOf(from == 0 ? piece : QStringLiteral("##") + piece);
        }
        if (!found)
            break;
        ids.push_back(*found);
        from = to + 1;
    }
    if (isTooLong || from < word.size()) {
        ids.resize(before);
        ids.push_back(m_unknown);
    }
}

Result<PieceModel::Cut> WordPieceModel::cut(const QString& prepared) const {
    Cut cut;
    for (const QString& word : wordsOf(folded(cleaned(prepared)))) {
        const std::size_t before = cut.ids.size();
        append(word, cut.ids);
        cut.words.push_back({lettersOf(word), static_cast<int>(cut.ids.size() - before),
                             cut.ids.back() == m_unknown, word});
    }
    return cut;
}

}  // namespace semblance
