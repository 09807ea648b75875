#pragma once

#include <QString>
#include <vector>

#include "core/catalogue/facets.h"

namespace semblance {

/// A folder as a tree shows it.
struct FolderNode {
    QString path;       ///< absolute
    QString name;       ///< below its parent: "Rome", or "2019/Rome" where nothing lies between
    qint64 photos = 0;  ///< in it and below
    int parent = -1;    ///< its place in the list, which is before its own; -1: none

    friend bool operator==(const FolderNode&, const FolderNode&) = default;
};

/// The folders that hold photos, and those in which several of them lie; by path.
std::vector<FolderNode> folderTree(const std::vector<Facets::Value>& folders);

}  // namespace semblance
