#include "app/decoder/options.h"

#include "core/commandline/commandline.h"

namespace semblance {

Result<DecoderOptions> readDecoderOptions(const QStringList& arguments) {
    CommandSpec decoder;
    decoder.name = QStringLiteral("semblance-decoder");
    decoder.about = QStringLiteral(
        "Decodes pictures for Semblance, which starts it by itself and speaks to it "
        "over its standard input and output.");
    decoder.options = {
        {QStringLiteral("memory-limit"), QStringLiteral("MiB"),
         QStringLiteral("Memory that decoding may take beyond the program's own (3072).")},
        {QStringLiteral("background"),
         {},
         QStringLiteral("Yields to other programs where processor or disk are short.")}};
    CommandSpec serve;
    serve.name = QStringLiteral("serve");
    serve.about =
        QStringLiteral("Answers requests on standard input, as it does without a command.");
    decoder.commands = {serve};
    SEMBLANCE_TRY_ASSIGN(const CommandLine line, readCommandLine(decoder, arguments));
    DecoderOptions options;
    options.text =
        line.version ? decoder.name + QStringLiteral(" " SEMBLANCE_VERSION "\n") : line.help;
    if (!options.text.isEmpty())
        return options;
    SEMBLANCE_TRY_ASSIGN(const std::optional<int> memory, line.wholeNumber(u"memory-limit"));
    options.memoryMiB = memory.value_or(options.memoryMiB);
    options.isInBackground = line.has(u"background");
    if (options.memoryMiB < 1)
        return fail(ErrorKind::WrongUse, QStringLiteral("--memory-limit must be more than 0."));
    return options;
}

}  // namespace semblance
