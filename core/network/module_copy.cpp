// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/module_copy.h"

#include "base/error.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace brera::network {

using namespace torch::jit;

namespace {

class Copier {
public:
    explicit Copier(std::shared_ptr<CompilationUnit> unit) : m_unit(std::move(unit)) {}

    Module copy(const Module& module) {
        const auto* object = module._ivalue().get();
        if (const auto known = m_copies.find(object); known != m_copies.end()) {
            return known->second;
        }
        const auto type = module.type();
        const auto own = c10::ClassType::create(m_unit->mangle(*type->name()), m_unit, true);
        m_unit->register_type(own);
        m_own.insert(own.get());
        std::vector<c10::IValue> values;
        for (std::size_t slot = 0; slot < type->numAttributes(); ++slot) {
            c10::IValue value = module._ivalue()->getSlot(slot);
            c10::TypePtr valueType = type->getAttribute(slot);
            if (const auto child = valueType->cast<c10::ClassType>();
                child != nullptr && child->is_module()) {
                const Module copied = copy(Module(value.toObject()));
                value = copied._ivalue();
                valueType = copied.type();
            }
            own->addAttribute(type->getAttributeName(slot), valueType, type->is_parameter(slot),
                              type->is_buffer(slot));
            values.push_back(std::move(value));
        }
        for (std::size_t i = 0; i < type->numConstants(); ++i) {
            own->addConstant(type->getConstantName(i), type->getConstant(i));
        }
        Module result(c10::ivalue::Object::create(c10::StrongTypePtr(m_unit, own), values.size()));
        for (std::size_t slot = 0; slot < values.size(); ++slot) {
            result._ivalue()->setSlot(slot, values[slot]);
        }
        m_copies.emplace(object, result);
        for (Function* method : type->methods()) {
            copyMethod(*method, own);
        }
        return result;
    }

private:
    void copyMethod(Function& method, const c10::ClassTypePtr& own) {
        auto* function = tryToGraphFunction(method);
        if (function == nullptr) {
            throw ModelError("the method " + method.name() + " is no TorchScript");
        }
        auto graph = function->graph()->copy();
        graph->inputs().at(0)->setType(own);
        // Modules are only ever reached from self by attributes.
        retype(graph->block());
        auto* made =
            m_unit->create_function(c10::QualifiedName(*own->name(), method.name()), graph);
        const auto& schema = method.getSchema();
        auto arguments = schema.arguments();
        if (!arguments.empty()) {
            arguments[0] = arguments[0].cloneWithType(own);
        }
        made->setSchema(schema.cloneWithArguments(arguments));
        own->addMethod(made);
    }

    void retype(Block* block) {
        for (Node* node : block->nodes()) {
            if (node->kind() == prim::GetAttr) {
                const auto type = node->input(0)->type()->cast<c10::ClassType>();
                if (type != nullptr && m_own.count(type.get()) != 0) {
                    node->output()->setType(type->getAttribute(node->s(attr::name)));
                }
            }
            for (Block* inner : node->blocks()) {
                retype(inner);
            }
        }
    }

    std::shared_ptr<CompilationUnit> m_unit;
    std::unordered_map<const c10::ivalue::Object*, Module> m_copies;
    std::unordered_set<const c10::ClassType*> m_own;
};

} // namespace

Module copyWithOwnClasses(const Module& module) {
    return Copier(std::make_shared<CompilationUnit>()).copy(module);
}

} // namespace brera::network
