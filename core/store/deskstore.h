#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/catalogue/desk.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// A Desk in desk.db of the library's folder: apart from library.db, so that it can be written
/// while another program indexes, and so that neither is in the way of the other when it is
/// damaged. A copy without the history, made once a day, lies in backups/.
class DeskStore final : public Desk {
public:
    struct Opened;

    /// Makes the file if it is not there; a damaged one is moved aside, and its last copy takes its
    /// place. Blocking. Errors: Newer, NoSpace, Permission, Busy.
    static Result<Opened> open(const LibraryPaths& paths);

    ~DeskStore() override;
    DeskStore(const DeskStore&) = delete;
    DeskStore& operator=(const DeskStore&) = delete;

    Result<std::vector<DeskStep>> steps() override;
    Result<std::vector<SavedSearch>> searches() override;
    Result<std::vector<Collection>> collections() override;
    Status putStep(const DeskStep& step) override;
    Status putSearch(const SavedSearch& search) override;
    Status putCollection(const Collection& collection) override;
    Status removeStep(StepId step) override;
    Status removeAllSteps() override;
    Status removeSearch(SearchId search) override;
    Status removeCollection(CollectionId collection) override;

private:
    struct Private;
    explicit DeskStore(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

struct DeskStore::Opened {
    std::unique_ptr<Desk> desk;
    QString notice;  ///< what the user should know: a damaged file was moved aside; else empty
};

}  // namespace semblance
