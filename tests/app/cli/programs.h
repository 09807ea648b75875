#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <vector>

/// The real programs, run as a user runs them, on libraries of the test's own.
namespace semblance::test {

/// What one run of a program left.
struct ProgramRun {
    int exitCode = -1;  ///< -1: killed, crashed, or it did not end in time
    QByteArray out;
    QByteArray err;

    /// Standard output's lines that are JSON objects, in order.
    QList<QJsonObject> objects() const;
    /// The last line of standard output as an object; empty when it is none.
    QJsonObject last() const;
    /// For failure messages.
    QByteArray words() const;
};

/// Starts programs with HOME and everything else that leads to the user's own library turned to a
/// folder that goes with this object.
class Programs {
public:
    Programs();

    /// A path below the folder that goes with this object.
    QString path(const QString& name) const { return m_home.filePath(name); }

    /// Where semblance-cli looks for its children; the build's bin folder unless set.
    void setChildrenDir(const QString& dir);
    void setVariable(const QString& name, const QString& value);

    /// Takes root's right to read and write everything from the programs started from now on, so
    /// that permissions mean to them what they mean to a user.
    void dropPrivileges() { m_dropPrivileges = true; }

    /// `before` is run in the new process just before the program; nothing but system calls.
    void setModifier(std::function<void()> before) { m_modifier = std::move(before); }

    std::unique_ptr<QProcess> start(const QString& program, const QStringList& arguments) const;
    ProgramRun run(const QString& program, const QStringList& arguments,
                   const QByteArray& input = {}) const;
    static ProgramRun finish(QProcess& process);

    /// semblance-cli on the library `lib`; `arguments` begin with the command.
    ProgramRun cli(QStringList arguments, const QByteArray& input = {}) const;
    ProgramRun index(const QStringList& folders) const;
    std::unique_ptr<QProcess> startIndex(const QStringList& folders) const;
    QString library() const { return path(QStringLiteral("lib")); }

    /// Unit vectors by `semblance-engine encode`.
    std::vector<std::vector<double>> encode(const QStringList& images,
                                            const QStringList& texts) const;

private:
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
    std::function<void()> m_modifier;
    bool m_dropPrivileges = false;
};

/// The paths of an answer's results, in order.
QStringList pathsOf(const QJsonObject& answer);

/// path -> score.
QMap<QString, double> scoresOf(const QJsonObject& answer);

/// A demo icon ("red-heart") or photo ("photos/dog.jpg") of the source tree.
QString demoPicture(const QString& name);

bool writeFile(const QString& path, const QByteArray& bytes);
QByteArray readFile(const QString& path);

}  // namespace semblance::test

/// Compares an exit code; a mismatch shows what the program printed.
#define COMPARE_EXIT(run, code)                                                              \
    QVERIFY2((run).exitCode == (code),                                                       \
             QByteArray("exit code " + QByteArray::number((run).exitCode) + " instead of " + \
                        QByteArray::number(code) + "\n" + (run).words())                     \
                 .constData())
