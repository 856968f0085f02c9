// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/checkpoint.h"

#include "base/error.h"
#include "network/architectures.h"
#include "support/check.h"
#include "support/checkpoint_writer.h"

#include <torch/script.h>
#include <torch/torch.h>

#include <algorithm>
#include <sstream>

using brera::ModelError;
using namespace brera::network;
using brera::test::SavedTensor;
using brera::test::ScratchFolder;

namespace {

const std::string kData = std::string(BRERA_TEST_DATA) + "/";

at::Tensor floats(std::initializer_list<float> values) {
    return torch::tensor(std::vector<float>(values));
}

template <typename Sizes>
std::string shapeText(const Sizes& shape) {
    std::ostringstream text;
    for (const auto axis : shape) {
        text << axis << ' ';
    }
    return text.str();
}

void checkSame(const Checkpoint& checkpoint, const std::string& name, const at::Tensor& expected) {
    const auto tensor = checkpoint.tensor(name);
    if (tensor.scalar_type() != expected.scalar_type() || tensor.sizes() != expected.sizes() ||
        !tensor.is_contiguous() || !torch::equal(tensor, expected)) {
        brera::test::fail(__FILE__, __LINE__, name, " is ", tensor, ", not ", expected);
    }
}

/// What torch.save would write of a module's state_dict.
std::vector<SavedTensor> stateOf(const torch::jit::Module& module, bool half = false) {
    std::vector<SavedTensor> state;
    const auto add = [&](const std::string& name, const at::Tensor& value) {
        const bool counter = value.scalar_type() == at::kLong;
        const auto tensor = (half && !counter ? value.to(at::kHalf) : value).contiguous();
        state.push_back({name, tensor.sizes().vec(),
                         std::string(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes()),
                         counter ? "LongStorage"
                         : half  ? "HalfStorage"
                                 : "FloatStorage",
                         static_cast<int>(tensor.element_size())});
    };
    for (const auto& parameter : module.named_parameters()) {
        add(parameter.name, parameter.value);
    }
    for (const auto& buffer : module.named_buffers()) {
        add(buffer.name, buffer.value);
    }
    return state;
}

std::size_t indexOf(const std::vector<SavedTensor>& state, const std::string& name) {
    return static_cast<std::size_t>(
        std::distance(state.begin(), std::ranges::find(state, name, &SavedTensor::name)));
}

Checkpoint saved(const ScratchFolder& folder, const std::vector<SavedTensor>& state) {
    return readCheckpoint(folder.write("saved.pth", brera::test::stateDictFile(state)));
}

} // namespace

TEST_CASE(everyElementTypeAndStrideIsRead) {
    for (const auto* name : {"types.pth", "types_legacy.pth", "types_protocol4.pth"}) {
        const auto checkpoint = readCheckpoint(kData + "checkpoints/" + name);
        CHECK_EQUAL(checkpoint.tensors().size(), std::size_t{17});
        CHECK_EQUAL(checkpoint.tensors()[0].name, "a.weight");
        CHECK_EQUAL(checkpoint.tensors()[1].name, "a.transposed");
        CHECK_EQUAL(shapeText(checkpoint.tensors()[1].shape), "4 3 2 ");
        CHECK_EQUAL(checkpoint.tensors()[16].dtype, "bool");
        const auto a = torch::arange(24, at::kFloat).reshape({2, 3, 4});
        checkSame(checkpoint, "a.weight", a);
        checkSame(checkpoint, "a.transposed", a.transpose(0, 2));
        checkSame(checkpoint, "a.part", torch::arange(5, 11, at::kFloat).view({2, 3}));
        checkSame(checkpoint, "a.column", floats({6, 18}));
        checkSame(checkpoint, "repeated", torch::full({3, 4}, 7.F));
        checkSame(checkpoint, "parameter", floats({1.5, -2.5}));
        checkSame(checkpoint, "scalar", torch::tensor(2.5F));
        checkSame(checkpoint, "empty", torch::zeros({0, 3}));
        checkSame(checkpoint, "half", floats({0.5, -1.25}).to(at::kHalf));
        checkSame(checkpoint, "bfloat16", floats({0.5, -1.25}).to(at::kBFloat16));
        checkSame(checkpoint, "double", torch::tensor(std::vector<double>{0.1}, at::kDouble));
        checkSame(checkpoint, "int64", torch::tensor(std::vector<std::int64_t>{-(1LL << 40), 7}));
        checkSame(checkpoint, "int32", torch::tensor(std::vector<int>{-70000, 7}).to(at::kInt));
        checkSame(checkpoint, "int16", torch::tensor(std::vector<int>{-300, 7}).to(at::kShort));
        checkSame(checkpoint, "int8", torch::tensor(std::vector<int>{-100, 7}).to(at::kChar));
        checkSame(checkpoint, "uint8", torch::tensor(std::vector<int>{200, 7}).to(at::kByte));
        checkSame(checkpoint, "bool", torch::tensor(std::vector<int>{1, 0, 1}).to(at::kBool));
        CHECK(!checkpoint.tensor("parameter").requires_grad());
        CHECK(!checkpoint.contains("b"));
        CHECK_THROWS(ModelError, checkpoint.tensor("b"), "no tensor of that name");
    }
}

TEST_CASE(aNestedStateDictIsFoundAndItsPrefixTakenOff) {
    for (const auto* name : {"training.pth", "training_legacy.pth"}) {
        const auto checkpoint = readCheckpoint(kData + "checkpoints/" + name);
        CHECK_EQUAL(checkpoint.tensors().size(), std::size_t{2});
        CHECK_EQUAL(checkpoint.tensors()[0].name, "weight");
        checkSame(checkpoint, "weight", torch::arange(6, at::kFloat).reshape({2, 3}));
        checkSame(checkpoint, "bias", floats({10, 20}));
        CHECK_EQUAL(checkpoint.root().find("epoch")->asInt(), 3);
        CHECK_EQUAL(checkpoint.root().find("arch")->text(), "linear");
        const auto& accuracy = *checkpoint.root().find("best_acc1");
        CHECK_EQUAL(checkpoint.describe(accuracy)->dtype, "float32");
        CHECK_EQUAL(checkpoint.tensor(accuracy).item<float>(), 71.25F);
        CHECK(!checkpoint.describe(*checkpoint.root().find("epoch")));
        CHECK_THROWS(ModelError, checkpoint.tensor(*checkpoint.root().find("epoch")),
                     "int, no tensor");
    }
}

TEST_CASE(theReferencesStateDictIsTheTorchScriptFiles) {
    const auto checkpoint = readCheckpoint(kData + "oracle/network.pth");
    const auto module = torch::jit::load(kData + "oracle/network_scripted.pt");
    std::size_t compared = 0;
    const auto compare = [&](const std::string& name, const at::Tensor& value) {
        checkSame(checkpoint, name, value.detach());
        ++compared;
    };
    for (const auto& parameter : module.named_parameters()) {
        compare(parameter.name, parameter.value);
    }
    for (const auto& buffer : module.named_buffers()) {
        compare(buffer.name, buffer.value);
    }
    CHECK(compared > 50);
    CHECK_EQUAL(checkpoint.tensors().size(), compared);
    CHECK_EQUAL(recognizeArchitecture(checkpoint), "");
    CHECK_THROWS(ModelError, moduleFromCheckpoint(checkpoint), "no known architecture");
}

TEST_CASE(theReferencesCaptionerOpens) {
    const auto checkpoint = readCheckpoint(kData + "oracle/caption/decoder.pth");
    const auto& root = checkpoint.root();
    for (const auto* part : {"properties", "children", "state_dict"}) {
        CHECK(root.find(part) != nullptr);
    }
    CHECK_EQUAL(checkpoint.tensors().size(), root.find("state_dict")->entries().size());
    CHECK(std::ranges::any_of(checkpoint.tensors(), [](const auto& tensor) {
        return tensor.name.starts_with("encoder.encoder.model.");
    }));
    CHECK_EQUAL(root.find("children")->entries().size(), std::size_t{1});
    CHECK(root.find("children")->find("encoder") != nullptr);
    std::int64_t elements = 0;
    for (const auto& tensor : checkpoint.tensors()) {
        const auto read = checkpoint.tensor(tensor.name);
        CHECK_EQUAL(shapeText(read.sizes()), shapeText(tensor.shape));
        elements += read.numel();
    }
    CHECK(elements > 50'000);
}

TEST_CASE(aStateDictBecomesItsArchitecture) {
    torch::NoGradGuard noGrad;
    const ScratchFolder folder;
    torch::manual_seed(1);
    const auto x = torch::randn({2, 3, 64, 64});
    for (const auto* name : {"resnet18", "demo-resnet18"}) {
        auto original = buildArchitecture(name, 4, 7);
        auto state = stateOf(original);
        for (auto& tensor : state) {
            tensor.name.insert(0, "module.");
        }
        const auto checkpoint = saved(folder, state);
        CHECK_EQUAL(recognizeArchitecture(checkpoint), name);
        auto module = moduleFromCheckpoint(checkpoint);
        CHECK(!module.is_training());
        original.eval();
        CHECK(torch::equal(module.forward({x}).toTensor(), original.forward({x}).toTensor()));
    }
}

TEST_CASE(halfPrecisionAndMissingCountersAreNoObstacle) {
    torch::NoGradGuard noGrad;
    const ScratchFolder folder;
    auto state = stateOf(buildArchitecture("demo-resnet18", 4), true);
    std::erase_if(state,
                  [](const auto& tensor) { return tensor.name.ends_with("num_batches_tracked"); });
    const auto checkpoint = saved(folder, state);
    CHECK_EQUAL(recognizeArchitecture(checkpoint), "demo-resnet18");
    const auto module = moduleFromCheckpoint(checkpoint);
    const auto weight = module.attr("fc").toModule().attr("weight").toTensor();
    CHECK(weight.scalar_type() == at::kFloat);
    CHECK(torch::equal(weight, checkpoint.tensor("fc.weight").to(at::kFloat)));
}

TEST_CASE(whatDoesNotFitIsNamed) {
    const ScratchFolder folder;
    const auto whole = stateOf(buildArchitecture("demo-resnet18", 4));

    auto missing = whole;
    missing.erase(missing.begin() +
                  static_cast<std::ptrdiff_t>(indexOf(missing, "layer2.0.bn1.running_var")));
    CHECK_EQUAL(recognizeArchitecture(saved(folder, missing)), "");
    CHECK_THROWS(ModelError, moduleFromCheckpoint(saved(folder, missing)),
                 "missing (1): layer2.0.bn1.running_var");

    auto unexpected = whole;
    unexpected.push_back({"extra.weight", {1}, std::string(4, '\0')});
    CHECK_THROWS(ModelError, moduleFromCheckpoint(saved(folder, unexpected)),
                 "nearly demo-resnet18; not expected (1): extra.weight");

    auto misshapen = whole;
    misshapen[indexOf(whole, "conv1.weight")].shape = {32, 25, 3};
    CHECK_THROWS(ModelError, moduleFromCheckpoint(saved(folder, misshapen)),
                 "conv1.weight is (32, 25, 3), not (32, 3, 5, 5)");

    auto classes = whole;
    classes[indexOf(whole, "fc.bias")] = {"fc.bias", {9}, std::string(36, '\0')};
    CHECK_THROWS(ModelError, moduleFromCheckpoint(saved(folder, classes)),
                 "fc.bias is (9), not (10)");
}

TEST_CASE(otherFilesAreNamedForWhatTheyAre) {
    const ScratchFolder folder;
    CHECK_THROWS(ModelError, readCheckpoint(folder.path() / "none.pth"), "cannot be opened");
    CHECK_THROWS(ModelError, readCheckpoint(folder.path()), "no regular file");
    CHECK_THROWS(ModelError, readCheckpoint(folder.write("empty.pth", "")),
                 "neither a zip archive");
    CHECK_THROWS(ModelError, readCheckpoint(folder.write("text.pth", "hello, world")),
                 "neither a zip archive");
    CHECK_THROWS(ModelError, readCheckpoint(kData + "checkpoints/values_protocol2.pkl"),
                 "neither a zip archive");
    CHECK_THROWS(ModelError, readCheckpoint(kData + "oracle/network_scripted.pt"),
                 "TorchScript archive");
    CHECK_THROWS(ModelError,
                 readCheckpoint(folder.write("other.zip", brera::test::zipOf({{"a/b", "c"}}))),
                 "no data.pkl");
    const auto module = readCheckpoint(kData + "checkpoints/whole_module.pth");
    CHECK(module.tensors().empty());
    CHECK_EQUAL(module.root().name(), "torch.nn.modules.linear.Linear");
    CHECK_THROWS(ModelError, moduleFromCheckpoint(module), "holds no state_dict");
}

CHECK_MAIN
