// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::network {

class Network;

/// Everything the rest of a network needs of a batch, right behind one of its cuts. Copies share
/// the tensors, which nothing writes to.
class StageState {
public:
    struct Impl;
    explicit StageState(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}

    int cut() const;            ///< behind layers()[cut()]
    std::int64_t rows() const;  ///< of the batch
    std::int64_t bytes() const; ///< held by the tensors
    /// What the layer returned (N, C, H, W) or (N, C); of a late cut what was made of it.
    const at::Tensor& activation() const;

    /// The rows `index` names (int64), in its order, with repetition.
    /// @throws ModelError when the network counts on its batch size behind the cut.
    StageState select(const at::Tensor& index) const;
    /// activation · keep + fill, both (units) or (rows, units) float32; `fill` may be undefined.
    /// Everything else is shared.
    StageState masked(const at::Tensor& keep, const at::Tensor& fill) const;

    /// select(), and in row i of the result unit units[i] of the layer is `values[i]` everywhere.
    /// @param rows, units (n) int64 on the CPU; values (n) float32, undefined = zeros.
    StageState selectWithout(const at::Tensor& rows, const at::Tensor& units,
                             const at::Tensor& values) const;
    /// (rows, units) bool on the CPU: whether the unit answers with anything but `silent` (units)
    /// float32, undefined = zeros.
    at::Tensor active(const at::Tensor& silent) const;
    /// The same of these units alone, (rows, units.size()); `silent` is theirs too.
    at::Tensor active(const std::vector<std::int64_t>& units, const at::Tensor& silent) const;
    /// The state with rows exchanged: row index[i] is that of `other`'s row i.
    StageState exchanged(const at::Tensor& index, const StageState& other) const;

    const Impl& impl() const { return *m_impl; }

private:
    std::shared_ptr<const Impl> m_impl;
};

/// Switches one unit off in place for as long as this lives, in every copy of the state: what a
/// tail needs to run once without the unit, at the price of the unit's values alone.
class UnitOff {
public:
    UnitOff(const StageState& state, std::int64_t unit, float value = 0);
    ~UnitOff();
    UnitOff(const UnitOff&) = delete;
    UnitOff& operator=(const UnitOff&) = delete;

private:
    struct Kept;
    std::unique_ptr<Kept> m_kept;
};

/// A network's forward cut behind chosen modules, for running its tail again and again with units
/// switched off. Masked activations give exactly what a forward hook that changes the module's
/// output gives.
class StagedForward {
public:
    /// @param fast channels last and frozen, as Network::probe's.
    /// @param late cuts not right behind the layers but behind the batch norms, ReLUs and poolings
    /// that follow them, where that is possible: states are smaller and tails shorter, and a unit
    /// that is held at a value is held at behind(value) there.
    /// @throws ModelError naming a module that does not exist or behind which there is no cutting.
    StagedForward(const Network& network, const std::vector<std::string>& layers, bool fast = true,
                  bool late = false);

    const std::vector<std::string>& layers() const; ///< in the order of execution
    const std::string& device() const;

    /// images (N, 3, H, W) float32, normalised, on the device; up to cut 0.
    /// @throws ModelError when a layer returns neither maps nor vectors; advance() too.
    StageState head(const at::Tensor& images) const;
    /// From one cut to a later one (or the same).
    StageState advance(const StageState& state, int cut) const;
    /// What units that the layer returns as constants `values` (units) float32 are in the state.
    at::Tensor behind(const StageState& state, const at::Tensor& values) const;
    /// To the end: logits (N, classes).
    at::Tensor logits(const StageState& state) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> m_impl;
};

} // namespace brera::network
