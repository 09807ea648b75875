#include "core/text/jsonpiecemodel.h"

#include <QCoreApplication>
#include <string>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SentencePieceTokenizer)
};

constexpr char16_t kSpace = 0x2581;

}  // namespace

Result<std::unique_ptr<JsonPieceModel>> JsonPieceModel::load(const QString& path) {
    std::unique_ptr<JsonPieceModel> model(new JsonPieceModel);
    SEMBLANCE_TRY_ASSIGN(model->m_table, BytePairTable::fromTokenizerJson(path));
    const auto end = model->m_table.id("<eos>");
    for (int byte = 0; byte < 256; ++byte) {
        const QString name = QStringLiteral("<0x%1>")
                                 .arg(byte, 2, 16, QLatin1Char('0'))
                                 .toUpper()
                                 .replace(u'X', u'x');
        const auto id = model->idOf(name);
        if (!id || !end) {
            return fail(ErrorKind::Corrupt,
                        Text::tr("The vocabulary %1 is not of the kind this model takes: it lacks "
                                 "the piece %2.")
                            .arg(path, end ? name : QStringLiteral("<eos>")));
        }
        model->m_bytes.push_back(*id);
    }
    model->m_end = *end;
    return model;
}

Result<PieceModel::Cut> JsonPieceModel::cut(const QString& prepared) const {
    Cut cut;
    for (const char32_t c : QString(prepared).replace(u' ', QChar(kSpace)).toUcs4()) {
        QString letter;
        letter += QChar::fromUcs4(c);
        const std::string utf8 = letter.toStdString();
        if (const auto id = m_table.id(utf8)) {
            cut.ids.push_back(*id);
            continue;
        }
        for (const char byte : utf8)
            cut.ids.push_back(m_bytes[static_cast<unsigned char>(byte)]);
    }
    m_table.merge(cut.ids);
    return cut;
}

std::optional<std::int32_t> JsonPieceModel::idOf(const QString& piece) const {
    return m_table.id(piece.toStdString());
}

}  // namespace semblance
