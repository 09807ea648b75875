#pragma once

namespace semblance {

/// Lets assistive technologies read what labels show: Qt tells them the accessible name in place of
/// the text, which for us says what the label is about. From then on that is the description, and
/// the name of labels that show no text.
void speakLabels();

}  // namespace semblance
