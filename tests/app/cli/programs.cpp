#include "tests/app/cli/programs.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcessEnvironment>

#ifdef Q_OS_LINUX
#include <linux/capability.h>
#include <sys/prctl.h>
#endif

namespace semblance::test {

namespace {
constexpr int kPatienceMs = 180'000;

#ifdef Q_OS_LINUX
void dropFilePrivileges() {
    // What is not in the bounding set is gone after exec; without privileges there is nothing to
    // drop and the calls fail, which is as good.
    for (int capability : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER})
        ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}
#endif

QJsonObject objectOf(const QByteArray& line) {
    return QJsonDocument::fromJson(line).object();
}
}  // namespace

QList<QJsonObject> ProgramRun::objects() const {
    QList<QJsonObject> found;
    for (const QByteArray& line : out.split('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            found.append(document.object());
    }
    return found;
}

QJsonObject ProgramRun::last() const {
    return objectOf(out.trimmed().split('\n').last());
}

QByteArray ProgramRun::words() const {
    return "standard output: " + out.right(2000) + "\nstandard error: " + err.right(4000);
}

Programs::Programs() : m_environment(QProcessEnvironment::systemEnvironment()) {
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    for (const char* name :
         {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        m_environment.insert(QLatin1StringView(name), m_home.path());
}

void Programs::setChildrenDir(const QString& dir) {
    setVariable(QStringLiteral("SEMBLANCE_BIN_DIR"), dir);
}

void Programs::setVariable(const QString& name, const QString& value) {
    m_environment.insert(name, value);
}

std::unique_ptr<QProcess> Programs::start(const QString& program,
                                          const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->setWorkingDirectory(m_home.path());
#ifdef Q_OS_UNIX
    process->setChildProcessModifier([modifier = m_modifier, drop = m_dropPrivileges] {
#ifdef Q_OS_LINUX
        if (drop)
            dropFilePrivileges();
#endif
        if (modifier)
            modifier();
    });
#endif
    process->start(QDir(QStringLiteral(SEMBLANCE_BIN_DIR)).filePath(program), arguments);
    return process;
}

ProgramRun Programs::finish(QProcess& process) {
    ProgramRun run;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        run.exitCode = process.exitCode();
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

ProgramRun Programs::run(const QString& program, const QStringList& arguments,
                         const QByteArray& input) const {
    const auto process = start(program, arguments);
    process->write(input);
    process->closeWriteChannel();
    return finish(*process);
}

ProgramRun Programs::cli(QStringList arguments, const QByteArray& input) const {
    arguments << QStringLiteral("--library") << library();
    return run(QStringLiteral("semblance-cli"), arguments, input);
}

ProgramRun Programs::index(const QStringList& folders) const {
    return cli(QStringList{QStringLiteral("index")} + folders);
}

std::unique_ptr<QProcess> Programs::startIndex(const QStringList& folders) const {
    return start(
        QStringLiteral("semblance-cli"),
        QStringList{QStringLiteral("index"), QStringLiteral("--library"), library()} + folders);
}

std::vector<std::vector<double>> Programs::encode(const QStringList& images,
                                                  const QStringList& texts) const {
    QStringList arguments{QStringLiteral("encode"), QStringLiteral("--model"),
                          QStringLiteral("mini"), QStringLiteral("--json")};
    for (const QString& image : images)
        arguments << QStringLiteral("--image") << image;
    for (const QString& text : texts)
        arguments << QStringLiteral("--text") << text;
    const ProgramRun answer = run(QStringLiteral("semblance-engine"), arguments);
    std::vector<std::vector<double>> vectors;
    for (const QJsonValue& row : answer.last()[QStringLiteral("vectors")].toArray()) {
        std::vector<double>& vector = vectors.emplace_back();
        for (const QJsonValue& number : row.toArray())
            vector.push_back(number.toDouble());
    }
    return vectors;
}

QStringList pathsOf(const QJsonObject& answer) {
    QStringList paths;
    for (const QJsonValue& result : answer[QStringLiteral("results")].toArray())
        paths.append(result[QStringLiteral("path")].toString());
    return paths;
}

QMap<QString, double> scoresOf(const QJsonObject& answer) {
    QMap<QString, double> scores;
    for (const QJsonValue& result : answer[QStringLiteral("results")].toArray())
        scores.insert(result[QStringLiteral("path")].toString(),
                      result[QStringLiteral("score")].toDouble());
    return scores;
}

QString demoPicture(const QString& name) {
    const QDir demo(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo"));
    return name.contains(QLatin1Char('/'))
               ? demo.filePath(name)
               : demo.filePath(QStringLiteral("icons/%1.png").arg(name));
}

bool writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace semblance::test
