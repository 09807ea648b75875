#include "app/engine/computeoptions.h"

#include <QCommandLineParser>

namespace semblance {

namespace {

const QString kPrecision = QStringLiteral("precision");
const QString kDevice = QStringLiteral("device");

QString valueOf(const QCommandLineParser& parser, const QString& option, const char* variable) {
    if (parser.isSet(option))
        return parser.value(option);
    const QString value = qEnvironmentVariable(variable);
    return value.isEmpty() ? QStringLiteral("auto") : value;
}

}  // namespace

void addComputeOptions(QCommandLineParser& parser) {
    parser.addOption({kPrecision,
                      QStringLiteral("fp32, bf16, int8, or auto: what was measured as best here."),
                      QStringLiteral("NAME")});
    parser.addOption({kDevice, QStringLiteral("cpu, cuda, mps, or auto: the fastest there is."),
                      QStringLiteral("NAME")});
}

Result<DualEncoder::Options> computeOptions(const QCommandLineParser& parser) {
    DualEncoder::Options options;
    SEMBLANCE_TRY_ASSIGN(options.precision,
                         readPrecision(valueOf(parser, kPrecision, "SEMBLANCE_PRECISION")));
    SEMBLANCE_TRY_ASSIGN(options.device, readDevice(valueOf(parser, kDevice, "SEMBLANCE_DEVICE")));
    return options;
}

}  // namespace semblance
