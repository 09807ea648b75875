#include "core/scan/ignorefile.h"

#include <QRegularExpression>
#include <QString>
#include <optional>
#include <vector>

namespace semblance {

namespace {

struct Line {
    QRegularExpression pattern;  ///< of whole paths below the ignore file's folder
    bool foldersOnly = false;
    bool takesIn = false;
};

/// A `[...]` beginning at `at`, whose end is left in `at`; nothing when it does not end.
std::optional<QString> characterSet(const QString& glob, qsizetype& at) {
    qsizetype begin = at + 1;
    const bool isNegated = begin < glob.size() && (glob[begin] == u'!' || glob[begin] == u'^');
    begin += isNegated ? 1 : 0;
    const qsizetype end = glob.indexOf(u']', begin + 1);
    if (end < 0)
        return std::nullopt;
    QString set = glob.mid(begin, end - begin);
    set.replace(u'\\', QStringLiteral("\\\\")).replace(u'[', QStringLiteral("\\["));
    at = end;
    return (isNegated ? QStringLiteral("[^/") : QStringLiteral("[")) + set + u']';
}

QString expressionOf(const QString& glob) {
    QString expression;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        if (QStringView(glob).mid(i).startsWith(u"**/")) {
            expression += QStringLiteral("(?:.*/)?");
            i += 2;
        } else if (QStringView(glob).mid(i) == u"**") {
            expression += QStringLiteral(".*");
            ++i;
        } else if (glob[i] == u'*') {
            expression += QStringLiteral("[^/]*");
        } else if (glob[i] == u'?') {
            expression += QStringLiteral("[^/]");
        } else if (glob[i] == u'[') {
            expression += characterSet(glob, i).value_or(QStringLiteral("\\["));
        } else if (glob[i] == u'\\' && i + 1 < glob.size()) {
            expression += QRegularExpression::escape(QStringView(glob).mid(++i, 1));
        } else {
            expression += QRegularExpression::escape(QStringView(glob).mid(i, 1));
        }
    }
    return expression;
}

/// Nothing for a comment, an empty line and one that is no pattern.
std::optional<Line> lineOf(QString text) {
    while (text.endsWith(u' ') || text.endsWith(u'\r') || text.endsWith(u'\t'))
        text.chop(1);
    if (text.isEmpty() || text.startsWith(u'#'))
        return std::nullopt;
    Line line;
    if (text.startsWith(u'!')) {
        line.takesIn = true;
        text.remove(0, 1);
    }
    if (text.endsWith(u'/')) {
        line.foldersOnly = true;
        text.chop(1);
    }
    const bool isTied = text.contains(u'/');
    if (text.startsWith(u'/'))
        text.remove(0, 1);
    if (text.isEmpty())
        return std::nullopt;
    line.pattern.setPattern(QRegularExpression::anchoredPattern(
        (isTied ? QString() : QStringLiteral("(?:.*/)?")) + expressionOf(text)));
    line.pattern.setPatternOptions(QRegularExpression::CaseInsensitiveOption |
                                   QRegularExpression::DotMatchesEverythingOption);
    return line.pattern.isValid() ? std::optional(std::move(line)) : std::nullopt;
}

}  // namespace

struct IgnoreFiles::File {
    std::string folder;  ///< with '/' at its end; "" for the root
    std::vector<Line> lines;
    std::shared_ptr<const File> outer;
};

bool isIgnoreLine(const QString& line) {
    return !line.contains(u'\n') && lineOf(line).has_value();
}

IgnoreFiles IgnoreFiles::within(std::string_view folder, QByteArrayView text) const {
    auto file = std::make_shared<File>();
    file->folder = folder.empty() ? std::string() : std::string(folder) + '/';
    const QString all = QString::fromUtf8(text);
    for (const QStringView line : QStringView(all).split(u'\n')) {
        if (std::optional<Line> read = lineOf(line.toString()))
            file->lines.push_back(std::move(*read));
    }
    IgnoreFiles files = *this;
    if (!file->lines.empty()) {
        file->outer = m_innermost;
        files.m_innermost = std::move(file);
    }
    return files;
}

bool IgnoreFiles::leavesOut(std::string_view path, bool isFolder) const {
    for (const File* file = m_innermost.get(); file; file = file->outer.get()) {
        const std::string_view below = path.substr(file->folder.size());
        const QString subject = QString::fromUtf8(below.data(), qsizetype(below.size()));
        for (auto line = file->lines.rbegin(); line != file->lines.rend(); ++line) {
            if ((isFolder || !line->foldersOnly) && line->pattern.match(subject).hasMatch())
                return !line->takesIn;
        }
    }
    return false;
}

}  // namespace semblance
