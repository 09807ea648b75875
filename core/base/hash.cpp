#include "core/base/hash.h"

#include <openssl/evp.h>
#include <xxhash.h>

#include <QCoreApplication>
#include <QFile>
#include <array>

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Hash)
};
}  // namespace

struct Xxh3::State {
    XXH3_state_t* xxh = XXH3_createState();
    ~State() { XXH3_freeState(xxh); }
};

Xxh3::Xxh3() : m_state(std::make_unique<State>()) {
    XXH3_128bits_reset(m_state->xxh);
}
Xxh3::~Xxh3() = default;

void Xxh3::add(std::span<const std::byte> bytes) {
    XXH3_128bits_update(m_state->xxh, bytes.data(), bytes.size());
}

QByteArray Xxh3::digest() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state->xxh));
    return QByteArray(reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest);
}

QByteArray xxh3(std::span<const std::byte> bytes) {
    Xxh3 hash;
    hash.add(bytes);
    return hash.digest();
}

Result<QString> sha256OfFile(const QString& path, const CancelToken& cancel) {
    const auto cannotRead = [&](const QFile& file) {
        return fail(file.exists() ? ErrorKind::Permission : ErrorKind::NotFound,
                    Text::tr("The file %1 cannot be read.").arg(path), file.errorString());
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(file);
    // OpenSSL and not QCryptographicHash: with the processor's SHA instructions it takes 35 ms for
    // the embedded model's weights, Qt's portable code 300 ms, at every start of the engine.
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(),
                                                                       &EVP_MD_CTX_free);
    const auto cannotHash = [] {
        return fail(ErrorKind::Internal, Text::tr("This computer offers no SHA-256."));
    };
    if (!hash || EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) != 1)
        return cannotHash();
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (;;) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0)
            return cannotRead(file);
        if (got == 0)
            break;
        if (EVP_DigestUpdate(hash.get(), block.constData(), static_cast<std::size_t>(got)) != 1)
            return cannotHash();
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(hash.get(), digest.data(), &length) != 1)
        return cannotHash();
    return QString::fromLatin1(
        QByteArray::fromRawData(reinterpret_cast<const char*>(digest.data()), length).toHex());
}

}  // namespace semblance
