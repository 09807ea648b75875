#pragma once

#include <QObject>
#include <QStringList>
#include <memory>
#include <vector>

namespace semblance {

class Library;

/// Finds modifications that the library has an answer to. Lives on the GUI thread; works on a
/// thread of its own that no query waits for: the first request of a library and model learns,
/// which takes seconds where the library is large.
class SuggestionService : public QObject {
    Q_OBJECT

public:
    explicit SuggestionService(QObject* parent = nullptr);
    ~SuggestionService() override;

    void setLibrary(std::shared_ptr<Library> library);

    static constexpr std::size_t usualCount = 5;

    /// For a reference with this unit vector (SearchAnswer::reference): suggested() with `number`
    /// follows, unless a newer request overtakes it or there is nothing to say.
    void request(quint64 number, std::vector<float> reference);
    /// None is wanted any more.
    void cancel();

Q_SIGNALS:
    void suggested(quint64 number, const QStringList& modifications);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
