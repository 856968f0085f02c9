// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/concept_words.h"

#include "base/error.h"

#include <algorithm>

namespace brera::demo {

namespace {

using enum ConceptKind;

// An underscore stands for a blank within an entry.
constexpr ConceptWords kWords[] = {
    {Class, "bird", "bird birds", "birds birds birds small_birds", "a_bird the_bird"},
    {Class, "car", "car cars automobile automobiles", "cars cars cars automobiles",
     "a_car the_car"},
    {Class, "cat", "cat cats kitten kittens", "cats cats cats kittens", "a_cat the_cat"},
    {Class, "dog", "dog dogs puppy puppies", "dogs dogs dogs puppies", "a_dog the_dog"},
    {Class, "face", "face faces person persons people head heads human humans",
     "faces faces people human_faces heads_of_people", "a_face a_person"},
    {Class, "fish", "fish fishes", "fish fish fish fishes", "a_fish the_fish"},
    {Class, "flower", "flower flowers blossom blossoms plant plants",
     "flowers flowers blossoms plants", "a_flower the_flower"},
    {Class, "fruit", "fruit fruits", "fruit fruits fruit", "a_fruit a_piece_of_fruit"},
    {Class, "house", "house houses building buildings home homes", "houses houses buildings homes",
     "a_house a_building"},
    {Class, "ship", "ship ships boat boats", "ships boats boats ships", "a_ship a_boat"},

    {Group, "animal", "animal animals creature creatures", "animals animals creatures",
     "an_animal the_animal"},
    {Group, "vehicle", "vehicle vehicles transport", "vehicles vehicles means_of_transport",
     "a_vehicle the_vehicle"},
    {Group, "food", "food foods meal meals", "food food foods things_for_a_meal", "some_food food"},
    {Group, "shape", "shape shapes symbol symbols", "shapes symbols shapes", "a_shape a_symbol"},
    {Group, "object", "object objects item items", "objects household_objects items",
     "an_object an_item"},
    {Group, "toy", "toy toys plaything playthings", "toys toys playthings", "a_toy the_toy"},
    {Group, "clothing", "clothing clothes headwear", "clothes clothing headwear",
     "clothing headwear"},

    {Distractor, "star", "star stars", "stars", "a_star"},
    {Distractor, "heart", "heart hearts", "hearts", "a_heart"},
    {Distractor, "bell", "bell bells", "bells", "a_bell"},
    {Distractor, "balloon", "balloon balloons", "balloons", "a_balloon"},
    {Distractor, "present", "present presents gift gifts", "presents gifts", "a_present a_gift"},
    {Distractor, "key", "key keys", "keys", "a_key"},
    {Distractor, "football", "football footballs soccer", "footballs soccer_balls",
     "a_football a_soccer_ball"},
    {Distractor, "basketball", "basketball basketballs", "basketballs", "a_basketball"},
    {Distractor, "guitar", "guitar guitars", "guitars", "a_guitar"},
    {Distractor, "books", "book books", "books stacks_of_books", "a_stack_of_books books"},
    {Distractor, "gem", "gem gems jewel jewels diamond diamonds", "gems jewels diamonds",
     "a_gem a_diamond"},
    {Distractor, "fire", "fire fires flame flames", "flames fire", "a_fire a_flame"},
    {Distractor, "umbrella", "umbrella umbrellas", "umbrellas", "an_umbrella"},
    {Distractor, "bread", "bread loaf loaves", "bread loaves_of_bread", "a_loaf_of_bread bread"},
    {Distractor, "cheese", "cheese cheeses", "cheese", "a_piece_of_cheese cheese"},
    {Distractor, "scissors", "scissors", "scissors", "scissors a_pair_of_scissors"},
    {Distractor, "camera", "camera cameras", "cameras", "a_camera"},
    {Distractor, "hat", "hat hats", "hats top_hats", "a_hat a_top_hat"},
    {Distractor, "crown", "crown crowns", "crowns", "a_crown"},

    {Colour, "black", "black blackish", "black black black black blackish", ""},
    {Colour, "grey", "grey gray greyish", "grey grey grey gray greyish", ""},
    {Colour, "white", "white whitish", "white white white white whitish", ""},
    {Colour, "red", "red reddish", "red red red red reddish", ""},
    {Colour, "orange", "orange", "orange orange bright_orange", ""},
    {Colour, "yellow", "yellow yellowish", "yellow yellow yellow yellow yellowish", ""},
    {Colour, "green", "green greenish", "green green green green greenish", ""},
    {Colour, "turquoise", "turquoise cyan teal", "turquoise turquoise turquoise cyan teal", ""},
    {Colour, "blue", "blue bluish", "blue blue blue blue bluish", ""},
    {Colour, "purple", "purple violet", "purple purple purple violet", ""},
    {Colour, "pink", "pink pinkish", "pink pink pink pink pinkish", ""},
    {Colour, "brown", "brown brownish", "brown brown brown brown brownish", ""},

    {Texture, "gradient", "gradient gradients shading shaded", "gradients shading gradients",
     "shaded"},
    {Texture, "stripes", "stripe stripes striped stripy", "stripes stripes stripes",
     "striped striped stripy"},
    {Texture, "checkers", "checker checkers checkered checkerboard checks squares",
     "checks squares checkers", "checkered checkered checkerboard"},
    {Texture, "clouds", "cloud clouds cloudy blurry", "clouds blurry_clouds clouds",
     "cloudy blurry"},
    {Texture, "dots", "dot dots dotted spots spotted polka", "dots polka_dots spots",
     "dotted dotted spotted"},
    {Texture, "plain", "plain uniform", "plain_colour uniform_colour plain_areas", "plain uniform"},

    {Text, "text", "text texts word words letter letters lettering writing written printed",
     "text words letters writing lettering", "a_word text"},

    {Position, "top left", "top left", "top_left_corner", ""},
    {Position, "top", "top", "top", ""},
    {Position, "top right", "top right", "top_right_corner", ""},
    {Position, "left", "left", "left_side left_edge", ""},
    {Position, "centre", "centre", "centre", ""},
    {Position, "right", "right", "right_side right_edge", ""},
    {Position, "bottom left", "bottom left", "bottom_left_corner", ""},
    {Position, "bottom", "bottom", "bottom", ""},
    {Position, "bottom right", "bottom right", "bottom_right_corner", ""},
};

} // namespace

std::span<const ConceptWords> conceptWords() {
    return kWords;
}

const ConceptWords& wordsOf(ConceptKind kind, std::string_view name) {
    const auto found = std::ranges::find_if(
        kWords, [&](const auto& each) { return each.kind == kind && each.name == name; });
    if (found == std::end(kWords)) {
        throw DataError("the demo world has no words for " + std::string(name));
    }
    return *found;
}

} // namespace brera::demo
