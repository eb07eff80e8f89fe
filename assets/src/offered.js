/* What the other bundles ask of figures, of their shapes and of scripts. */
import { drawAll, onPaper, paint, painted, plotConfig, plotIn } from "./figures.js";
import { offer } from "./dash/namespace.js";
import { loadPlotly, loadScript } from "./scripts.js";
import { loadShapes, shapesOf } from "./shapes.js";

offer({
  drawAll,
  loadPlotly,
  loadScript,
  loadShapes,
  onPaper,
  paint,
  painted,
  plotConfig,
  plotIn,
  shapesOf,
});
