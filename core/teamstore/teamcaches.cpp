#include "core/teamstore/teamcaches.h"

#include <QHash>
#include <utility>

#include "core/base/plainwords.h"
#include "core/teamstore/teamlink.h"

namespace semblance {

namespace {
/// What the classes below share.
class Cache {
public:
    Cache(const TeamAddress& address, const CancelToken& cancel) : m_link(address, cancel) {}

    Status open() {
        return m_link.connection().map([](TeamConnection*) {});
    }
    Result<TeamConnection*> connection() { return m_link.connection(); }

    /// All of them or none.
    template <class Work>
    Status change(Work&& work) {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link.connection());
        SEMBLANCE_TRY_ASSIGN(auto transaction,
                             TeamTransaction::begin(*connection, TeamTransaction::Kind::Write));
        SEMBLANCE_TRY(work(*connection));
        return transaction.commit();
    }

private:
    TeamLink m_link;
};

template <class Store, class Interface>
Result<std::unique_ptr<Interface>> opened(const TeamAddress& address, const CancelToken& cancel) {
    auto store = std::make_unique<Store>(address, cancel);
    SEMBLANCE_TRY(store->open());
    return std::unique_ptr<Interface>(std::move(store));
}

class TeamThumbnails final : public Thumbnails, public Cache {
public:
    using Cache::Cache;

    Result<std::optional<QByteArray>> get(const QByteArray& contentKey, int side) override {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        return server->one<QByteArray>("SELECT image FROM thumbnail WHERE key = $1 AND side = $2",
                                       TeamParameters::of(contentKey, side),
                                       [](const TeamRow& row) { return row.bytes(0); });
    }
    Status put(const std::vector<Item>& items) override {
        return change([&](TeamConnection& server) -> Status {
            for (const Item& item : items) {
                for (auto image = item.images.begin(); image != item.images.end(); ++image) {
                    SEMBLANCE_TRY(server.run(
                        "INSERT INTO thumbnail (key, side, image) VALUES ($1, $2, $3)"
                        " ON CONFLICT (key, side) DO UPDATE SET image = excluded.image",
                        TeamParameters::of(item.contentKey, image.key(), image.value())));
                }
            }
            return {};
        });
    }
};

class TeamLikenesses final : public Likenesses, public Cache {
public:
    using Cache::Cache;

    Status forEachCompared(const std::function<void(const Compared&)>& visit) override {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        return server->forEach("SELECT key, looks FROM compared", {}, [&](const TeamRow& row) {
            visit({row.bytes(0), row.bytes(1)});
            return true;
        });
    }
    Status forEachPair(const std::function<void(const Pair&)>& visit) override {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        return server->forEach("SELECT a, b, kind FROM likeness", {}, [&](const TeamRow& row) {
            visit({row.bytes(0), row.bytes(1), static_cast<GroupKind>(row.number(2))});
            return true;
        });
    }
    Status put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) override {
        return change([&](TeamConnection& server) -> Status {
            for (const Compared& content : compared) {
                SEMBLANCE_TRY(
                    server.run("INSERT INTO compared (key, looks) VALUES ($1, $2)"
                               " ON CONFLICT (key) DO UPDATE SET looks = excluded.looks",
                               TeamParameters::of(content.contentKey, content.looks)));
            }
            for (const Pair& pair : pairs) {
                SEMBLANCE_TRY(
                    server.run("INSERT INTO likeness (a, b, kind) VALUES ($1, $2, $3)"
                               " ON CONFLICT (a, b) DO UPDATE SET kind = excluded.kind",
                               TeamParameters::of(pair.a, pair.b, static_cast<int>(pair.kind))));
            }
            return {};
        });
    }
    Status remove(const std::vector<QByteArray>& contentKeys) override {
        return change([&](TeamConnection& server) -> Status {
            const auto keys = TeamParameters::of(contentKeys);
            SEMBLANCE_TRY(server.run("DELETE FROM compared WHERE key = ANY ($1)", keys));
            SEMBLANCE_TRY(
                server.run("DELETE FROM likeness WHERE a = ANY ($1) OR b = ANY ($1)", keys));
            return {};
        });
    }
};

/// Words in quotes, in the language of tsquery and tsvector: they hold letters and digits only.
QString quoted(const QString& word) {
    return u'\'' + word + u'\'';
}

/// What a tsvector takes of one word's places.
constexpr qsizetype kMostPlaces = 255;
/// What a tsvector takes of one word, bytes.
constexpr qsizetype kLongestWord = 2000;

bool isIndexed(const QString& word) {
    return word.toUtf8().size() <= kLongestWord;
}

QString vectorOf(const QStringList& words) {
    QHash<QString, QStringList> places;
    for (qsizetype i = 0; i < words.size(); ++i) {
        QStringList& of = places[words[i]];
        if (isIndexed(words[i]) && of.size() < kMostPlaces)
            of.append(QString::number(i + 1));
    }
    QStringList entries;
    for (auto word = places.begin(); word != places.end(); ++word) {
        if (!word->isEmpty())
            entries.append(quoted(word.key()) + u':' + word->join(u','));
    }
    return entries.join(u' ');
}

QString queryOf(const QStringList& words) {
    QStringList all;
    for (const QString& word : words) {
        if (isIndexed(word))
            all.append(quoted(word));
    }
    return all.join(QStringLiteral(" & "));
}

class TeamTexts final : public Texts, public Cache {
public:
    using Cache::Cache;

    Status forEachKnown(const std::function<void(const Known&)>& visit) override {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        return server->forEach("SELECT key, reader, text <> '' FROM written", {},
                               [&](const TeamRow& row) {
                                   visit({row.bytes(0), row.text(1), row.flag(2)});
                                   return true;
                               });
    }
    Result<QString> textOf(const QByteArray& contentKey) override {
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        SEMBLANCE_TRY_ASSIGN(const auto text, (server->one<QString>(
                                                  "SELECT text FROM written WHERE key = $1",
                                                  TeamParameters::of(contentKey),
                                                  [](const TeamRow& row) { return row.text(0); })));
        return text.value_or(QString());
    }
    Result<std::vector<QByteArray>> withPhrase(const QString& phrase) override {
        std::vector<QByteArray> keys;
        const QString query = queryOf(plainWords(phrase));
        if (query.isEmpty())
            return keys;
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        SEMBLANCE_TRY(
            server->forEach("SELECT key, text FROM written WHERE words @@ $1::text::tsquery",
                            TeamParameters::of(query), [&](const TeamRow& row) {
                                if (holdsPhrase(row.text(1), phrase))
                                    keys.push_back(row.bytes(0));
                                return true;
                            }));
        return keys;
    }
    Result<std::vector<QByteArray>> withAll(const QStringList& words, int most) override {
        const QString query = queryOf(words);
        if (query.isEmpty())
            return std::vector<QByteArray>();
        SEMBLANCE_TRY_ASSIGN(TeamConnection* const server, connection());
        // 2: less the longer the text is.
        return server->list<QByteArray>(
            "SELECT key FROM written, (SELECT $1::text::tsquery) AS asked (query)"
            " WHERE words @@ query ORDER BY ts_rank(words, query, 2) DESC, key LIMIT $2",
            TeamParameters::of(query, most), [](const TeamRow& row) { return row.bytes(0); });
    }
    Status put(const std::vector<Read>& contents) override {
        return change([&](TeamConnection& server) -> Status {
            for (const Read& content : contents) {
                SEMBLANCE_TRY(server.run(
                    "INSERT INTO written (key, reader, text, words)"
                    " VALUES ($1, $2, $3, $4::text::tsvector) ON CONFLICT (key) DO UPDATE"
                    " SET reader = excluded.reader, text = excluded.text, words = excluded.words",
                    TeamParameters::of(content.contentKey, content.reader, content.text,
                                       vectorOf(plainWords(content.text)))));
            }
            return {};
        });
    }
    Status remove(const std::vector<QByteArray>& contentKeys) override {
        return change([&](TeamConnection& server) -> Status {
            SEMBLANCE_TRY(server.run("DELETE FROM written WHERE key = ANY ($1)",
                                     TeamParameters::of(contentKeys)));
            return {};
        });
    }
};
}  // namespace

Result<std::unique_ptr<Thumbnails>> openTeamThumbnails(const TeamAddress& address,
                                                       const CancelToken& cancel) {
    return opened<TeamThumbnails, Thumbnails>(address, cancel);
}

Result<std::unique_ptr<Likenesses>> openTeamLikenesses(const TeamAddress& address,
                                                       const CancelToken& cancel) {
    return opened<TeamLikenesses, Likenesses>(address, cancel);
}

Result<std::unique_ptr<Texts>> openTeamTexts(const TeamAddress& address,
                                             const CancelToken& cancel) {
    return opened<TeamTexts, Texts>(address, cancel);
}

}  // namespace semblance
