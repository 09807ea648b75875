#include "core/model/kernels/namedtensors.h"

#include <QByteArray>
#include <span>

#include "core/base/hash.h"

namespace semblance {

QString hashOf(const std::vector<NamedTensor>& tensors) {
    Xxh3 hash;
    for (const auto& [name, tensor] : tensors) {
        QString line = name + u' ' + QString::fromLatin1(at::toString(tensor.scalar_type()));
        for (const std::int64_t extent : tensor.sizes())
            line += u' ' + QString::number(extent);
        const QByteArray bytes = (line + u'\n').toUtf8();
        hash.add(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        const at::Tensor plain = tensor.detach().cpu().contiguous();
        hash.add({static_cast<const std::byte*>(plain.const_data_ptr()), plain.nbytes()});
    }
    return QString::fromLatin1(hash.digest().toHex());
}

bool decays(const at::Tensor& parameter) {
    return parameter.dim() >= 2;
}

}  // namespace semblance
