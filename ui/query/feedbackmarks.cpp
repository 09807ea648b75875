#include "ui/query/feedbackmarks.h"

#include <algorithm>

namespace semblance {

std::vector<Feedback> marked(std::vector<Feedback> feedback, const QList<qint64>& contents,
                             Feedback::Sign sign) {
    const auto find = [&feedback](qint64 content) {
        return std::find_if(feedback.begin(), feedback.end(),
                            [content](const Feedback& mark) { return mark.content == content; });
    };
    const bool areAll = std::all_of(contents.begin(), contents.end(), [&](qint64 content) {
        const auto mark = find(content);
        return mark != feedback.end() && mark->sign == sign;
    });
    for (const qint64 content : contents) {
        const auto mark = find(content);
        if (areAll && mark != feedback.end())
            feedback.erase(mark);
        else if (mark != feedback.end())
            mark->sign = sign;
        else if (!areAll)
            feedback.push_back({content, sign});
    }
    return feedback;
}

Feedback turnedRound(const Feedback& feedback) {
    using Sign = Feedback::Sign;
    return {feedback.content, feedback.sign == Sign::More ? Sign::Less : Sign::More};
}

}  // namespace semblance
