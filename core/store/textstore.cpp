#include "core/store/textstore.h"

#include <utility>

#include "core/base/plainwords.h"
#include "core/store/cachedatabase.h"

namespace semblance {

namespace {
/// In the index's language. Words hold letters and digits only: nothing ends the quotes.
QString quoted(const QString& words) {
    return u'"' + words + u'"';
}

Result<std::vector<QByteArray>> keysOf(SQLite::Statement& select) {
    std::vector<QByteArray> keys;
    while (select.executeStep())
        keys.push_back(columnBlob(select, 0));
    return keys;
}
}  // namespace

struct TextStore::Private {
    CacheDatabase database;
};

Result<std::unique_ptr<TextStore>> TextStore::open(const QString& cacheDir) {
    SEMBLANCE_TRY_ASSIGN(CacheDatabase database,
                         CacheDatabase::open(cacheDir + QStringLiteral("/texts.db"), textsSchema));
    auto d = std::make_unique<Private>(Private{std::move(database)});
    return std::unique_ptr<TextStore>(new TextStore(std::move(d)));
}

TextStore::TextStore(std::unique_ptr<Private> data) : d(std::move(data)) {}
TextStore::~TextStore() = default;

Status TextStore::forEachKnown(const std::function<void(const Known&)>& visit) {
    return d->database.run([&]() -> Status {
        SQLite::Statement select(*d->database, "SELECT key, reader, text <> '' FROM written");
        while (select.executeStep())
            visit({columnBlob(select, 0), columnText(select, 1), columnInt(select, 2) != 0});
        return {};
    });
}

Result<QString> TextStore::textOf(const QByteArray& contentKey) {
    return d->database.run([&]() -> Result<QString> {
        SQLite::Statement select(*d->database, "SELECT text FROM written WHERE key = ?");
        bindBlob(select, 1, contentKey);
        return select.executeStep() ? columnText(select, 0) : QString();
    });
}

Result<std::vector<QByteArray>> TextStore::withPhrase(const QString& phrase) {
    const QStringList words = plainWords(phrase);
    if (words.isEmpty())
        return std::vector<QByteArray>();
    return d->database.run([&]() -> Result<std::vector<QByteArray>> {
        SQLite::Statement select(*d->database,
                                 "SELECT key FROM words JOIN written ON written.id = words.rowid"
                                 " WHERE words MATCH ?");
        bindText(select, 1, quoted(words.join(u' ')));
        return keysOf(select);
    });
}

Result<std::vector<QByteArray>> TextStore::withAll(const QStringList& words, int most) {
    QStringList each;
    for (const QString& word : words)
        each.append(quoted(word));
    if (each.isEmpty())
        return std::vector<QByteArray>();
    return d->database.run([&]() -> Result<std::vector<QByteArray>> {
        SQLite::Statement select(*d->database,
                                 "SELECT key FROM words JOIN written ON written.id = words.rowid"
                                 " WHERE words MATCH ? ORDER BY rank LIMIT ?");
        bindText(select, 1, each.join(QStringLiteral(" AND ")));
        select.bind(2, most);
        return keysOf(select);
    });
}

Status TextStore::put(const std::vector<Read>& contents) {
    return d->database.run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement erase(*d->database, "DELETE FROM written WHERE key = ?");
        SQLite::Statement insert(*d->database,
                                 "INSERT INTO written (key, reader, text) VALUES (?, ?, ?)");
        SQLite::Statement index(*d->database, "INSERT INTO words (rowid, plain) VALUES (?, ?)");
        for (const Read& content : contents) {
            bindBlob(erase, 1, content.contentKey);
            runOnce(erase);
            bindBlob(insert, 1, content.contentKey);
            bindText(insert, 2, content.reader);
            bindText(insert, 3, content.text);
            runOnce(insert);
            if (content.text.isEmpty())
                continue;
            index.bind(1, (*d->database).getLastInsertRowid());
            bindText(index, 2, plainWords(content.text).join(u' '));
            runOnce(index);
        }
        transaction.commit();
        return {};
    });
}

Status TextStore::remove(const std::vector<QByteArray>& contentKeys) {
    if (contentKeys.empty())
        return {};
    return d->database.run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement erase(*d->database, "DELETE FROM written WHERE key = ?");
        for (const QByteArray& key : contentKeys) {
            bindBlob(erase, 1, key);
            runOnce(erase);
        }
        transaction.commit();
        return {};
    });
}

}  // namespace semblance
