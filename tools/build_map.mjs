// Draws the land with d3-geo and writes, beside it, d3's values of the projection for the tests.
// Called by tools/build_assets.py: node build_map.mjs FRAME-AS-JSON OUT-FOLDER
import {readFileSync, writeFileSync} from "node:fs";
import {geoEqualEarth, geoPath} from "d3-geo";
import {feature, mesh, merge} from "topojson-client";

const frame = JSON.parse(process.argv[2]);
const out = process.argv[3];
const world = JSON.parse(readFileSync(new URL("../node_modules/world-atlas/countries-110m.json", import.meta.url)));

const projection = geoEqualEarth()
  .rotate([-frame.meridian, 0]).scale(frame.scale).translate([frame.x, frame.y]);
const drawn = projection.precision(0.1);
const path = geoPath(drawn).digits(1);

const countries = world.objects.countries;
const MEXICO = "484", ANTARCTICA = "010";
const land = merge(world, countries.geometries.filter(g => g.id !== ANTARCTICA));
const home = feature(world, countries.geometries.find(g => g.id === MEXICO));
const borders = mesh(world, countries, (a, b) => a !== b);

writeFileSync(`${out}/world.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${frame.height}">` +
  `<path id="land" d="${path(land)}"/><path id="home" d="${path(home)}"/><path id="borders" d="${path(borders)}"/></svg>`);

const places = [[-99.13, 19.43], [-116.97, 32.51], [-86.85, 21.16], [139.69, 35.69], [-0.13, 51.51], [-56.16, -34.9],
  [151.21, -33.87], [77.21, 28.61], [79, 10], [18.42, -33.93], [-149.9, 61.22], [-102, 0], [0, 90], [174.76, -36.85]];
const routes = [[places[0], places[3]], [places[0], places[4]], [places[1], places[3]], [places[0], places[5]],
  [places[0], places[7]], [places[2], places[9]], [places[0], places[6]], [[-101.2, 19.7], [-97.7, 30.3]]];
const exact = geoPath(projection.precision(0.05)).digits(4);
writeFileSync(`${out}/projection.json`, JSON.stringify({
  frame,
  points: places.map(p => [p, projection(p)]),
  arcs: routes.map(r => [r, exact({type: "LineString", coordinates: r})]),
}));
