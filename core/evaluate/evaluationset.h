#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"
#include "core/evaluate/ranking.h"

namespace semblance {

/// One query and what is right for it. Lists of pictures are sorted.
struct EvaluationQuery {
    QString id;                   ///< CIRR's pairid, CIRCO's id, else the entry's number
    PictureIndex reference = -1;  ///< -1: a query of words alone
    /// Each sentence is encoded with the reference; the unit rows are averaged and normalised.
    QStringList sentences;
    std::vector<PictureIndex> right;
    PictureIndex target = -1;  ///< the one original target, where the set names it
    /// The query's own gallery; empty: the set's. A distractor that GeneCIS lists twice is there
    /// twice and takes two places.
    std::vector<PictureIndex> own;
    std::vector<PictureIndex> subset;  ///< CIRR: the set's other members, without the reference
    QString asked;                     ///< the value of the probe task's changed attribute
    QStringList aspects;               ///< CIRCO's semantic aspects
    PictureIndex swapped = -1;         ///< another reference for the swap test; -1: none
};

/// What the attribute-probe row is learnt from: other pictures, and their attributes. One label per
/// picture in each list.
struct ProbeTask {
    std::vector<DatasetPicture> pictures;
    std::vector<QStringList>
        kept;             ///< attributes in which a right answer agrees with the reference
    QStringList changed;  ///< the attribute that the sentence changes
};

/// A set of queries in the form in which all sets are measured. Fixed once read.
struct EvaluationSet {
    /// What is printed.
    enum class Protocol {
        Cirr,       ///< R@1,5,10,50; R_s@1,2,3; the reference removed
        Circo,      ///< mAP@5,10,25,50; R@k of the target; mAP@10 per aspect; reference kept
        FashionIq,  ///< R@10, R@50; reference kept
        Genecis,    ///< R@1,2,3 in the query's own gallery
        Edits,      ///< the in-repo compositions: R@1, R@10, mAP@10; the reference removed
        Words,      ///< text to picture: R@1,5,10
    };

    QString name;  ///< "cirr", "fashion-colour" ...
    QString part;  ///< "dress", "change_object"; empty where a set has one part
    QString split;
    Protocol protocol = Protocol::Edits;
    std::vector<DatasetPicture> pictures;
    std::vector<PictureIndex> gallery;  ///< sorted
    std::vector<EvaluationQuery> queries;
    std::optional<ProbeTask> probe;  ///< of sets made from attributes, where there is a train split
    bool hasTruth = true;  ///< false for a benchmark's hidden test split: submissions only
    QString note;          ///< what a reader of the figures should know; may be empty
};

/// The pictures that compete for a query: its own gallery or the set's, without the reference where
/// the protocol removes it.
std::vector<PictureIndex> candidatesOf(const EvaluationSet& set, const EvaluationQuery& query);

/// For a set whose reader names no swaps: each query gets the reference of the next query whose
/// reference is another picture and not a right answer.
void nameSwaps(EvaluationSet& set);

/// The set of the swap test: the queries that have a swapped reference, with it. What competes is
/// as before; where the protocol removes the reference, the swapped one is removed too.
EvaluationSet swappedSet(const EvaluationSet& set);

/// The queries that have a swapped reference, as they are: what the swap test compares with.
EvaluationSet swappableSet(const EvaluationSet& set);

}  // namespace semblance
