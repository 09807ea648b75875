// Stands in for semblance-decoder in the tests of its pool: the first words of a file say how it is
// treated, well or as a decoder would that a picture has taken over.

#include <QCborMap>
#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <cstdlib>

#include "core/base/contentkey.h"
#include "core/base/regularfile.h"
#include "core/remote/childserver.h"
#include "core/remote/messages.h"

using namespace semblance;

namespace {

/// True for whoever comes first, in whichever process.
bool isFirst(const QString& marker) {
    return QFile(marker).open(QIODevice::NewOnly);
}

[[noreturn]] void hang(const QString& marker) {
    static_cast<void>(isFirst(marker + QStringLiteral(".hangs")));
    for (;;)
        QThread::sleep(1000);
}

DecodeReply goodReply(const DecodeRequest& request) {
    DecodeReply reply;
    reply.facts.width = 4;
    reply.facts.height = 3;
    reply.facts.format = QStringLiteral("png");
    if (request.wantInput)
        reply.input = QByteArray(request.input.side * request.input.side * 3, 'i');
    for (int side : request.thumbnailSides)
        reply.thumbnails.insert(side, "\xff\xd8\xff thumbnail");
    if (request.viewSide > 0) {
        reply.viewWidth = 2;
        reply.viewHeight = 1;
        reply.view = QByteArray(8, 'v');
    }
    return reply;
}

void spoil(DecodeReply& reply, const QByteArray& how) {
    if (how == "input")
        reply.input.chop(1);
    if (how == "no input")
        reply.input.clear();
    if (how == "huge input")
        reply.input.resize(40 << 20);
    if (how == "thumbnail missing")
        reply.thumbnails.clear();
    if (how == "thumbnail unasked")
        reply.thumbnails.insert(99, "\xff\xd8\xff");
    if (how == "thumbnail huge")
        reply.thumbnails[256] = "\xff\xd8\xff" + QByteArray(10 << 20, 'x');
    if (how == "thumbnail of another kind")
        reply.thumbnails[256] = "<svg/>";
    if (how == "view")
        reply.view.append('x');
    if (how == "view too large")
        reply.viewWidth = 4000;
    if (how == "facts")
        reply.facts.width = 0;
    if (how == "format")
        reply.facts.format = QStringLiteral("exe");
    if (how == "camera")
        reply.facts.camera = QString(1000, u'x');
    if (how == "rating")
        reply.facts.rating = 17;
    if (how == "place")
        reply.facts.place = GeoPlace{91, 0};
    if (how == "long keyword")
        reply.facts.keywords = {QString(1000, u'x')};
    if (how == "too many people")
        reply.facts.people = QStringList(10'000, QStringLiteral("x"));
}

class Decoder {
public:
    Result<QCborMap> read(const FileHandle& file) {
        if (!file.isValid())
            return fail(ErrorKind::WrongUse, QStringLiteral("No file came along."));
        m_bytes = QByteArray(momentOf(file).stat.size, '\0');
        SEMBLANCE_TRY(readAt(file, 0, m_bytes.data(), m_bytes.size()));
        if (m_bytes.startsWith("hang reading "))
            hang(argument("hang reading "));
        if (m_bytes.startsWith("die reading"))
            std::abort();
        if (m_bytes.startsWith("being written"))
            return fail(ErrorKind::BadInput, QStringLiteral("It is being written."));
        ReadReply reply{momentOf(file).stat, contentKeyOf(m_bytes), fullHashOf(m_bytes)};
        if (m_bytes.startsWith("spoilt key"))
            reply.key.chop(1);
        if (m_bytes.startsWith("spoilt size"))
            ++reply.stat.size;
        if (m_bytes.startsWith("spoilt hash"))
            reply.fullHash.append('x');
        return reply.toCbor();
    }

    Result<QCborMap> decode(const QCborMap& map, const CancelToken& cancel) {
        SEMBLANCE_TRY_ASSIGN(const DecodeRequest request, DecodeRequest::fromCbor(map));
        if (!request.bytes.isEmpty())
            m_bytes = request.bytes;
        if (m_bytes.startsWith("crash then hang ")) {
            const QString marker = argument("crash then hang ");
            if (isFirst(marker))
                std::abort();
            hang(marker);
        }
        if (m_bytes.startsWith("crash once ") && isFirst(argument("crash once ")))
            std::abort();
        if (m_bytes.startsWith("wait for cancel ")) {
            static_cast<void>(isFirst(argument("wait for cancel ")));
            while (!cancel.isCancelled())
                QThread::msleep(2);
            return fail(cancelledError());
        }
        if (m_bytes.startsWith("needs ") && memoryMiB() < argument("needs ").toInt())
            return fail(ErrorKind::NoMemory, QStringLiteral("It needs more memory."));
        for (const auto& [text, kind] : {std::pair("says internal", ErrorKind::Internal),
                                         std::pair("says cancelled", ErrorKind::Cancelled),
                                         std::pair("says not found", ErrorKind::NotFound),
                                         std::pair("says broken", ErrorKind::BadInput)}) {
            if (m_bytes.startsWith(text))
                return fail(kind, QString::fromLatin1(text));
        }
        DecodeReply reply = goodReply(request);
        if (m_bytes.startsWith("spoilt "))
            spoil(reply, m_bytes.sliced(7));
        return reply.toCbor();
    }

private:
    QString argument(const char* words) const {
        return QFile::decodeName(m_bytes.sliced(qsizetype(qstrlen(words))));
    }

    /// As the pool said it on the command line.
    static int memoryMiB() {
        const QStringList arguments = QCoreApplication::arguments();
        return arguments.value(arguments.indexOf(QStringLiteral("--memory-limit")) + 1).toInt();
    }

    QByteArray m_bytes;
};

}  // namespace

int main(int argc, char** argv) {
    Decoder decoder;
    ChildServer server;
    const QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("SEMBLANCE_TESTCHILD_IS_MUTE"))
        QThread::sleep(1000);
    server.addLane({QStringLiteral("read"), QStringLiteral("drop"), QStringLiteral("decode")},
                   [&](const QCborMap& request, const FileHandle& file, const CancelToken& cancel) {
                       const QString op = request[QStringLiteral("op")].toString();
                       if (op == QStringLiteral("read"))
                           return decoder.read(file);
                       return op == QStringLiteral("drop") ? Result<QCborMap>(QCborMap())
                                                           : decoder.decode(request, cancel);
                   });
    return server.run(QStringLiteral("testdecoder"), {});
}
