#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"
#include "core/query/query.h"

namespace semblance {

class Library;

/// The answer to one query.
struct SearchAnswer {
    quint64 number = 0;         ///< what search() returned
    PhotoListPtr photos;        ///< best first, with scores
    float mix = 0.5f;           ///< the mix it was ranked with
    bool mixMatters = false;    ///< reference and sentence both given: the slider does something
    qint64 searched = 0;        ///< pictures compared
    qint64 waiting = 0;         ///< pictures that the model has yet to encode: not compared
    double milliseconds = 0.0;  ///< from search() or setMix() to here
    /// Leading photos at or above the line where results end; nothing: not known.
    std::optional<qsizetype> good;
    float unknownFraction = 0;  ///< share of the sentence the model does not know, 0..1
};

/// Answers queries for the window. Lives on the GUI thread; composing, scanning and row look-ups
/// run on a query thread. A newer search or mix overtakes an older one, whose answer is dropped.
class SearchService : public QObject {
    Q_OBJECT

public:
    explicit SearchService(QObject* parent = nullptr);
    ~SearchService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// Starts a search; answered() or failed() with the returned number follows unless overtaken.
    quint64 search(const Query& query);

    /// Ranks the last query's answer anew with another mix, from the kept endpoint scores: no
    /// engine call, no scan. Before the last search() has been answered it only changes that
    /// search's mix.
    quint64 setMix(float mix);

    /// Gives the last query's answer anew, up to `limit` pictures long, as setMix() does.
    quint64 setLimit(int limit);

    /// The measured default mix (0..1) of the model that answers; .5 until the engine is up.
    float defaultMix() const;

    /// Starts the engine ahead of the first query; engineReady() or engineFailed() follows.
    void warmUp();

Q_SIGNALS:
    void answered(const semblance::SearchAnswer& answer);
    void failed(quint64 number, const semblance::Error& error);
    void engineReady();
    void engineFailed(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
