// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"

#include "base/error.h"
#include "exemplars/extraction_job.h"
#include "network/network.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    std::string network;
    std::string input;
    std::string device = "cpu";
    bool trusted = false;
};

/// "3x224x224". @throws DataError.
network::InputSize parseInput(const std::string& text) {
    network::InputSize size;
    int* const parts[] = {&size.channels, &size.height, &size.width};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int i = 0; i < 3; ++i) {
        const auto [next, error] = std::from_chars(at, end, *parts[i]);
        const bool separated = i < 2 ? next != end && *next == 'x' : next == end;
        if (error != std::errc{} || !separated || *parts[i] < 1 || *parts[i] > 8192) {
            throw DataError("--input " + text +
                            " is not a size; write CHANNELSxHEIGHTxWIDTH, for "
                            "instance 3x224x224");
        }
        at = next + 1;
    }
    return size;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto axis : shape) {
        text += (text.empty() ? "" : " × ") + std::to_string(axis);
    }
    return text.empty() ? "no tensor" : text;
}

void printTable(Console& console, const std::vector<network::ModuleInfo>& modules,
                const std::vector<std::string>& suggested) {
    std::size_t path = 6;
    std::size_t type = 4;
    for (const auto& module : modules) {
        path = std::max(path, module.path.size());
        type = std::max(type, module.type.size());
    }
    const auto pad = [](const std::string& text, std::size_t width) {
        return text + std::string(width - std::min(width, text.size()), ' ');
    };
    console.line("  " + pad("module", path) + "  " + pad("type", type) + "  units  output");
    for (const auto& module : modules) {
        const bool first =
            std::find(suggested.begin(), suggested.end(), module.path) != suggested.end();
        const std::string units = module.units > 0 ? std::to_string(module.units) : "-";
        console.line((first ? "* " : "  ") + pad(module.path, path) + "  " +
                     pad(module.type, type) + "  " +
                     std::string(5 - std::min<std::size_t>(5, units.size()), ' ') + units + "  " +
                     shapeText(module.outputShape));
    }
    console.line("* extracted when no layers are named");
}

} // namespace

void addInfo(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("info", "What a network is made of: modules, units, output shapes");
    const auto arguments = std::make_shared<Arguments>();
    command
        ->add_option("NETWORK", arguments->network,
                     "TorchScript file or torchvision state_dict (.pth)")
        ->required();
    command->add_option("--input", arguments->input,
                        "Input size CHANNELSxHEIGHTxWIDTH (found out when not given)");
    command->add_option("--device", arguments->device, "auto, cpu or cuda")->capture_default_str();
    command->add_flag("--trust", arguments->trusted,
                      "Open the file although it contains code that could write files");
    command->callback([arguments, &console] {
        const auto net =
            network::Network::open(arguments->network, {arguments->device, arguments->trusted});
        const auto input =
            arguments->input.empty() ? net.inputSize() : parseInput(arguments->input);
        const auto modules = net.modules(input);
        const auto suggested = exemplars::suggestLayers(modules);
        const auto outputs = net.outputs(input);
        console.line(arguments->network + ": " + net.description() + ", input " +
                     shapeText({input.channels, input.height, input.width}) + ", " +
                     std::to_string(outputs) + " outputs");
        printTable(console, modules, suggested);
        nlohmann::json list = nlohmann::json::array();
        for (const auto& module : modules) {
            list.push_back({{"path", module.path},
                            {"type", module.type},
                            {"units", module.units},
                            {"output", module.outputShape}});
        }
        console.object({{"network", arguments->network},
                        {"description", net.description()},
                        {"input", {input.channels, input.height, input.width}},
                        {"outputs", outputs},
                        {"suggested", suggested},
                        {"modules", list}});
    });
}

} // namespace brera::cli
