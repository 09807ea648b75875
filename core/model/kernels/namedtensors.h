#pragma once

#include <ATen/core/Tensor.h>

#include <QString>
#include <vector>

/// What a trainer does with a network's tensors as a whole. Internal to the rooms that use
/// libtorch.
namespace semblance {

struct NamedTensor {
    QString name;
    at::Tensor tensor;
};

/// Of anything with visitParameters, in the order of the visit.
template <class Network>
std::vector<NamedTensor> parametersOf(Network& network) {
    std::vector<NamedTensor> all;
    network.visitParameters([&](const QString& name, at::Tensor& tensor) {
        all.push_back({name, tensor});
    });
    return all;
}

template <class Network>
std::vector<NamedTensor> buffersOf(Network& network) {
    std::vector<NamedTensor> all;
    network.visitBuffers([&](const QString& name, at::Tensor& tensor) {
        all.push_back({name, tensor});
    });
    return all;
}

/// Turns gradients on for every parameter whose name `wanted` takes and off for the others; the
/// wanted ones.
template <class Network, class Wanted>
std::vector<NamedTensor> leavesOf(Network& network, const Wanted& wanted) {
    std::vector<NamedTensor> leaves;
    network.visitParameters([&](const QString& name, at::Tensor& tensor) {
        const bool trained = wanted(name);
        tensor.requires_grad_(trained);
        if (trained)
            leaves.push_back({name, tensor});
    });
    return leaves;
}

template <class Network>
std::vector<NamedTensor> leavesOf(Network& network) {
    return leavesOf(network, [](const QString&) { return true; });
}

/// xxh3-128 over names, types, shapes and numbers, in hex: equal before and after a training that
/// left the tensors alone.
QString hashOf(const std::vector<NamedTensor>& tensors);

/// Whether AdamW's weight decay pulls at it: matrices yes; biases, norms and gates (which have at
/// most one dimension) no.
bool decays(const at::Tensor& parameter);

/// Moves a network's parameters and buffers; tensors that are there already stay the same ones.
template <class Network>
void moveTo(Network& network, at::Device device) {
    const auto move = [&](const QString&, at::Tensor& tensor) { tensor = tensor.to(device); };
    network.visitParameters(move);
    network.visitBuffers(move);
}

}  // namespace semblance
