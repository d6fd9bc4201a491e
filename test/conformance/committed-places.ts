/** Places of the requests as a list, for machines without the vendors' documents; generated from those and then cut down. */

/** Operation -> names as `placeNamed` reads them. */
export const COMMITTED_PLACES: Readonly<Record<string, readonly string[]>> = {
  '/chat/completions': words(`
    metadata.* metadata top_logprobs temperature top_p user safety_identifier prompt_cache_key
    prompt_cache_retention prompt_cache_options.ttl prompt_cache_options.mode messages[].content
    messages[].content[].type messages[].content[].text messages[].content[].prompt_cache_breakpoint.mode
    messages[].role messages[].name messages[].content[].image_url.url messages[].content[].image_url.detail
    messages[].content[].input_audio.data messages[].content[].input_audio.format
    messages[].content[].file.filename messages[].content[].file.file_data messages[].content[].file.file_id
    messages[].content[].refusal messages[].refusal messages[].audio.id messages[].audio
    messages[].tool_calls[].id messages[].tool_calls[].type messages[].tool_calls[].function.name
    messages[].tool_calls[].function.arguments messages[].tool_calls[].custom.name
    messages[].tool_calls[].custom.input messages[].function_call.arguments messages[].function_call.name
    messages[].function_call messages[].tool_call_id model service_tier modalities[] modalities verbosity
    reasoning_effort max_completion_tokens frequency_penalty presence_penalty
    web_search_options.user_location.type web_search_options.user_location.approximate.country
    web_search_options.user_location.approximate.region web_search_options.user_location.approximate.city
    web_search_options.user_location.approximate.timezone web_search_options.search_context_size
    response_format.type response_format.json_schema.description response_format.json_schema.name
    response_format.json_schema.schema.* response_format.json_schema.strict audio.voice audio.voice.id
    audio.format store moderation.model moderation.policy.input.mode moderation.policy.input
    moderation.policy.output.mode moderation.policy.output moderation.policy moderation stream stop stop[]
    logit_bias.* logprobs max_tokens n prediction.type prediction.content prediction.content[].type
    prediction.content[].text prediction.content[].prompt_cache_breakpoint.mode seed
    stream_options.include_usage stream_options.include_obfuscation stream_options tools[].type
    tools[].function.description tools[].function.name tools[].function.parameters.* tools[].function.strict
    tools[].custom.name tools[].custom.description tools[].custom.format.type
    tools[].custom.format.grammar.definition tools[].custom.format.grammar.syntax tool_choice
    tool_choice.type tool_choice.allowed_tools.mode tool_choice.allowed_tools.tools[].*
    tool_choice.function.name tool_choice.custom.name parallel_tool_calls function_call function_call.name
    functions[].description functions[].name functions[].parameters.*
  `),
  '/responses': words(`
    metadata.* metadata top_logprobs temperature top_p user safety_identifier prompt_cache_key
    prompt_cache_retention prompt_cache_options.ttl prompt_cache_options.mode previous_response_id model
    background max_tool_calls text.format.type text.format.description text.format.name text.format.schema.*
    text.format.strict text.verbosity tools[].type tools[].name tools[].description tools[].parameters.*
    tools[].parameters tools[].environment.skills[].type tools[].environment.skills[].skill_id
    tools[].environment.skills[].version tools[].environment.skills[].name
    tools[].environment.skills[].description tools[].environment.skills[].source.type
    tools[].environment.skills[].source.media_type tools[].environment.skills[].source.data
    tools[].environment.skills[].path tools[].format.type tools[].format.syntax tools[].format.definition
    tool_choice tool_choice.type tool_choice.mode tool_choice.tools[].* tool_choice.name
    tool_choice.server_label prompt.id prompt.version prompt.variables.* prompt.variables prompt
    service_tier truncation reasoning.mode reasoning.effort reasoning.summary reasoning.context
    reasoning.generate_summary reasoning input input[].role input[].content input[].content[].type
    input[].content[].text input[].content[].prompt_cache_breakpoint.mode input[].content[].image_url
    input[].content[].file_id input[].content[].detail input[].content[].filename
    input[].content[].file_data input[].content[].file_url input[].phase input[].type input[].status
    input[].id input[].content[].annotations[].url input[].content[].annotations[].title
    input[].content[].refusal input[].queries[] input[].results[].file_id input[].results[].text
    input[].results[].filename input[].results[].attributes.* input[].results[].attributes
    input[].results[].score input[].results input[].call_id input[].output.type input[].output.image_url
    input[].output.file_id input[].action.query input[].caller.type input[].caller.caller_id input[].caller
    input[].namespace input[].name input[].arguments input[].output input[].output[].type
    input[].output[].text input[].output[].prompt_cache_breakpoint.mode
    input[].output[].prompt_cache_breakpoint input[].output[].image_url input[].output[].file_id
    input[].output[].detail input[].output[].filename input[].output[].file_data input[].output[].file_url
    input[].execution input[].tools[].type input[].tools[].name input[].tools[].description
    input[].tools[].parameters.* input[].tools[].parameters input[].encrypted_content input[].summary[].type
    input[].summary[].text input[].result input[].container_id input[].code input[].outputs[].type
    input[].outputs[].logs input[].outputs[].url input[].outputs input[].action.command[]
    input[].action.env.* input[].action.commands[] input[].output[].stdout input[].output[].stderr
    input[].output[].outcome.type input[].output[].outcome.exit_code input[].max_output_length
    input[].operation.type input[].operation.path input[].operation.diff input[].server_label input[].error
    input[].approval_request_id input[].approve input[].reason input[].error.type input[].error.code
    input[].error.message input[].error.content input[].input input[].* input[].fingerprint include[]
    include parallel_tool_calls store instructions moderation.model moderation.policy.input.mode
    moderation.policy.input moderation.policy.output.mode moderation.policy.output moderation.policy
    moderation stream stream_options.include_obfuscation stream_options conversation conversation.id
    context_management[].type context_management[].compact_threshold context_management max_output_tokens
  `),
  '/embeddings': words(`
    input input[] input[][] model encoding_format dimensions user
  `),
  '/moderations': words(`
    input input[] input[].type input[].image_url.url input[].text model
  `),
  '/audio/transcriptions': words(`
    file model language languages[] keywords[] prompt response_format temperature include[]
    timestamp_granularities[] stream chunking_strategy chunking_strategy.type
    chunking_strategy.prefix_padding_ms chunking_strategy.silence_duration_ms chunking_strategy.threshold
    known_speaker_names[] known_speaker_references[]
  `),
  deepl: words(`
    text[] source_lang target_lang context show_billed_characters split_sentences preserve_formatting
    formality model_type glossary_id glossary_ids[] style_id translation_memory_id
    translation_memory_threshold custom_instructions[] tag_handling tag_handling_version outline_detection
    enable_beta_languages non_splitting_tags[] splitting_tags[] ignore_tags[]
  `),
  'deepl write': words('text[] target_lang writing_style tone'),
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
