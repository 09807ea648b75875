#include "core/model/parameters.h"

#include <QCryptographicHash>

namespace semblance {

QString hashOf(const std::vector<NamedTensor>& tensors) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& [name, tensor] : tensors) {
        QString line = name + u' ' + QString::fromLatin1(at::toString(tensor.scalar_type()));
        for (const std::int64_t extent : tensor.sizes())
            line += u' ' + QString::number(extent);
        hash.addData((line + u'\n').toUtf8());
        const at::Tensor plain = tensor.detach().cpu().contiguous();
        hash.addData(QByteArrayView(static_cast<const char*>(plain.const_data_ptr()),
                                    static_cast<qsizetype>(plain.nbytes())));
    }
    return QString::fromLatin1(hash.result().toHex());
}

bool decays(const at::Tensor& parameter) {
    return parameter.dim() >= 2;
}

}  // namespace semblance
