/** Azure's content-filter members, as `@azure/openai` (2.0.0) types them. */
import type {
  ContentFilterResultsForChoiceOutput,
  ContentFilterResultsForPromptOutput,
} from '@azure/openai/types'

const safe = { filtered: false, severity: 'safe' }
const undetected = { filtered: false, detected: false }

export function choiceFilter(): ContentFilterResultsForChoiceOutput {
  return {
    hate: safe,
    self_harm: safe,
    sexual: safe,
    violence: safe,
    protected_material_code: undetected,
    protected_material_text: undetected,
  }
}

export function promptFilters(): ContentFilterResultsForPromptOutput[] {
  return [
    {
      prompt_index: 0,
      content_filter_results: {
        hate: safe,
        jailbreak: undetected,
        self_harm: safe,
        sexual: safe,
        violence: safe,
      },
    },
  ]
}

/** Body of the 400 that a filtered prompt gets. */
export function filteredPrompt(message: string): object {
  return {
    error: {
      message,
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: {
          hate: safe,
          jailbreak: undetected,
          self_harm: safe,
          sexual: safe,
          violence: { filtered: true, severity: 'medium' },
        },
      },
    },
  }
}
